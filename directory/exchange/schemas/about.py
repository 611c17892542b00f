"""What every description of the data says about the whole: its title, license and version."""

# Of the shape of records, columns and addresses. New keys, columns and codes raise the second number. What is
# removed or comes to mean something else raises the first: tests/exchange/test_published_shape.py.
SHAPE_VERSION = "1.0"
TITLE = "Ketamine clinics of the United States"
DESCRIPTION = (
    "This is everything that is stated about clinics which offer ketamine treatment, with who says so and "
    "until when it counts. What is not stated is empty or null, and never means no."
)
LICENSE_NAME = "CC BY 4.0"
LICENSE_TITLE = "Creative Commons Attribution 4.0 International"
LICENSE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
GEONAMES_ADDRESS = "https://www.geonames.org/"  # whose points stand where point_source is zip_centroid
