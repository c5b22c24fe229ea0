"""The blueprint all pages of letters hang on."""

from flask import Blueprint

bp = Blueprint("letters", __name__)
