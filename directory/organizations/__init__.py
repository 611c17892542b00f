"""All clinics of an organization at once: confirm all, copy to another site, a sheet, tokens for programs."""
