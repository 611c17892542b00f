from django.conf import settings


def site(request):
    """What every page says of itself. The same for everyone, so that any cache may keep the page."""
    return {"site_name": settings.SITE_NAME, "demo": settings.DEMO}
