"""The blueprint all pages of this package hang on."""

from flask import Blueprint

bp = Blueprint("routing", __name__)
