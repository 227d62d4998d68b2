"""The schedulers' bench in SimPy: stages of 1,000 tasks on 400 slots, a barrier after each. Prints CPU seconds a stage."""

import time

import simpy

STAGES = 20
TASKS = 1000
SLOTS = 400


def task(env, slots, ms, rows):
    with slots.request() as slot:
        yield slot
        launched = env.now
        yield env.timeout(ms)
        rows.append((launched, env.now))


def program(env, slots, rows):
    for _ in range(STAGES):
        yield env.all_of([env.process(task(env, slots, 100 + i * 7919 % 50, rows)) for i in range(TASKS)])


started = time.process_time()
env = simpy.Environment()
rows = []
env.process(program(env, simpy.Resource(env, SLOTS), rows))
env.run()
assert len(rows) == STAGES * TASKS
print((time.process_time() - started) / STAGES)
