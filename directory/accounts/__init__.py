"""Sign-up and sign-in, built on django-allauth: passwords, second factors, account letters, limits on
attempts.
"""
