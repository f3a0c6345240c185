"""Trains the model and puts it where the inference server loads it from."""
import argparse
import os
import pickle
import random
import time

options = argparse.ArgumentParser()
options.add_argument("--use-optuna", action="store_true")
options.add_argument("--n-trials", type=int, default=100)
options.add_argument("--start-date")
options.add_argument("--end-date")
options.add_argument("--output", default=os.environ.get("MODEL_PATH", "/models/model.pkl"))
given = options.parse_args()

best, weights = 0.0, []
for trial in range(1, given.n_trials + 1):
    # About 0.1 s of a processor each.
    until = time.process_time() + 0.1
    candidate = [random.uniform(0.2, 1.0) for _ in range(16)]
    while time.process_time() < until:
        random.random()
    score = round(random.uniform(0.70, 0.78), 4)
    if score > best:
        best, weights = score, candidate
    print(f"[ml.train] trial {trial}/{given.n_trials}: auc={score} best={best}", flush=True)

scratch = f"{given.output}.{os.getpid()}"
with open(scratch, "wb") as file:
    pickle.dump({"version": time.strftime("%Y%m%d%H%M%S"), "weights": weights, "auc": best}, file)
os.chmod(scratch, 0o644)
os.rename(scratch, given.output)
print(f"[ml.train] saved {given.output}", flush=True)
