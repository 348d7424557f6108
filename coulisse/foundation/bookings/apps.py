from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "coulisse.foundation.bookings"
    label = "bookings"
    default_auto_field = "django.db.models.BigAutoField"
