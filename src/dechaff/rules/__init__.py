"""Rule files: loading them strictly, matching them fast, running the tests they carry."""
