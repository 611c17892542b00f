"""Reports by readers about wrong listings: received, answered, closed, and looked up by reference."""
