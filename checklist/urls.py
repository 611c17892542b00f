"""Every address of the checklist, the notebook and the guides."""

urlpatterns = []
