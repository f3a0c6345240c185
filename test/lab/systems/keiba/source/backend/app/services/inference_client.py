import json
import urllib.request

from app.core.config import settings


def predict(race_id):
    """Win probability by horse number; raises URLError when the inference server is down or has no model."""
    with urllib.request.urlopen(f"{settings.INFERENCE_URL}/predict/{race_id}", timeout=5) as answer:
        return {int(number): probability for number, probability in json.load(answer).items()}
