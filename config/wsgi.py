"""What granian or gunicorn serves: `config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from directory.index import keeper  # noqa: E402  (it needs the apps)

# The process takes requests when its index is loaded. At most so long: gunicorn ends a worker that starts for
# 30 seconds. Where it takes longer, or the database is away, /readyz says so.
LOADING_SECONDS = 10

if settings.METRICS_DIR:
    from config import metrics

    metrics.forget_dead_workers(settings.METRICS_DIR)
    keeper.is_latest.connect(metrics.index_is_latest)

keeper.start()
keeper.wait_until_loaded(LOADING_SECONDS)
