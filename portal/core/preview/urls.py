"""The address of links for people without an account."""

from django.urls import path

from portal.core.preview import views

app_name = "preview"
urlpatterns = [path("xem-truoc/<str:token>/", views.shared, name="shared")]
