"""Whether the name that a listing states is the name in a register."""

import pytest

from directory.matching.names import same_organization, same_person


@pytest.mark.parametrize(
    ("stated", "last", "first", "middle"),
    [
        ("Ada Vance", "VANCE", "ADA", ""),
        ("Dr. Ada Vance, MD", "VANCE", "ADA", "MARIE"),
        ("Mary Ann Vance", "VANCE", "MARYANN", ""),
        ("Ada M. Vance MD", "VANCE", "ADA", "MARIE"),
        ("A. Vance", "VANCE", "ADA", ""),
        ("Ada Vance", "VANCE", "A", ""),
        ("Ada Marie Vance, PMHNP-BC, DNP", "VANCE", "ADA", ""),
        ("Philippa Longworth-Ade", "LONGWORTH ADE", "PHILIPPA", ""),
        ("Philippa Longworth Ade", "LONGWORTH-ADE", "PHILIPPA", ""),
        ("Lucía Muñoz", "MUNOZ", "LUCIA", ""),
        ("Sean O’Brien", "OBRIEN", "SEAN", ""),
        ("Robert Smith", "SMITH", "JAMES", "ROBERT"),
        ("Vance, Ada", "VANCE", "ADA", ""),
        ("Vance, Ada M., MD", "VANCE", "ADA", ""),
        ("Jan van der Berg Jr.", "VAN DER BERG", "JAN", ""),
        ("Anne-Marie Vance", "VANCE", "ANNE", ""),
        ("Ada Vance MD PhD FAPA", "VANCE", "ADA", ""),
        ("Ada Vance FNP-C", "VANCE", "ADA", ""),
        ("Ada Vance LPC-S", "VANCE", "ADA", ""),
        ("Ada Del Rio LCSW-R", "DELRIO", "ADA", ""),
        ("Ada Vance RN BSN CCRN", "VANCE", "ADA", ""),
        ("Ada Vance (she/her), LMFT", "VANCE", "ADA", ""),
        ("Doctor Ada Vance", "VANCE", "ADA", ""),
        ("Jürgen Müller", "MUELLER", "JUERGEN", ""),
        ("Jürgen Müller", "MULLER", "JURGEN", ""),
        ("Ju\u0308rgen Mu\u0308ller", "MUELLER", "JUERGEN", ""),
    ],
)
def test_names_of_one_person(stated, last, first, middle):
    assert same_person(stated, last=last, first=first, middle=middle)


@pytest.mark.parametrize(
    ("stated", "last", "first", "middle"),
    [
        ("Ada Vance", "VANE", "ADA", ""),
        ("Ada Vance", "VANCE", "EVE", ""),
        ("Ada Vance", "VANCE", "EVE", "A"),
        ("Bob Vance", "VANCE", "ROBERT", ""),
        ("Vance", "VANCE", "ADA", ""),
        ("Dr. Vance, MD", "VANCE", "ADA", ""),
        ("Ada Vance", "", "", ""),
        ("Ada Vance", "ADA", "VANCE", ""),
        ("", "VANCE", "ADA", ""),
    ],
)
def test_names_of_two_people(stated, last, first, middle):
    assert not same_person(stated, last=last, first=first, middle=middle)


@pytest.mark.parametrize(
    ("stated", "registered"),
    [
        ("Half Acre Psychiatry", "HALF ACRE PSYCHIATRY, PLLC"),
        ("The Half Acre Clinic", "HALF ACRE CLINIC P.C."),
        ("Half Acre", "HALF ACRE PSYCHIATRY ASSOCIATES LLC"),
        ("Clínica Muñoz", "CLINICA MUNOZ INC"),
        ("A B C Ketamine", "ABC KETAMINE LLC"),
        ("A.B.C. Ketamine", "A B C KETAMINE P C"),
        ("Ketamine Ctr. of Denver", "KETAMINE CENTER OF DENVER"),
        ("Ketamine Clinics of North Texas", "KETAMINE CLINICS OF N TEXAS"),
        ("Half Acre Associates", "HALF ACRE ASSOC"),
        ("Half Acre Mental Health", "HALF ACRE MENTAL HLTH"),
        ("Half Acre Psychiatric Services", "HALF ACRE PSYCH SVCS"),
        ("Half Acre Medical Group", "HALF ACRE MED GRP INC"),
        ("First Acre Ketamine", "1ST ACRE KETAMINE"),
        ("Müller Ketamine", "MUELLER KETAMINE LLC"),
    ],
)
def test_names_of_one_organization(stated, registered):
    assert same_organization(stated, registered)


@pytest.mark.parametrize(
    ("stated", "registered"),
    [
        ("Half Acre", "HALF MOON"),
        ("Acre", "ACRE CLINIC"),
        ("", "ACRE"),
        ("LLC", "LLC"),
        ("Acre Clinic", ""),
        ("Austin Ketamine Clinic", "KETAMINE CLINIC"),
        ("Ketamine Therapy", "DENVER KETAMINE THERAPY LLC"),
        ("North Acre Ketamine", "S ACRE KETAMINE"),
    ],
)
def test_names_of_two_organizations(stated, registered):
    assert not same_organization(stated, registered)
