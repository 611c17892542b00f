"""What tests share: factories, sign-in, a mail server, an HTML validator, a served site."""
