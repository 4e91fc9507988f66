"""What a time was measured on: python3 machine.py prints it as one line of JSON."""

import json
import os
import platform
import subprocess


def processor():
    """The name that the processor gives itself, and whether it has AVX-512."""
    try:
        lines = open("/proc/cpuinfo").read().splitlines()
    except OSError:
        return platform.processor() or platform.machine(), False
    fields = dict(map(str.strip, line.split(":", 1)) for line in lines if ":" in line)
    return fields.get("model name", platform.machine()), "avx512f" in fields.get("flags", "")


def system():
    """The distribution's own name where there is one."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform()


def first_line(*command):
    """The first line that a command prints, such as a version; `unknown` where there is none."""
    try:
        return subprocess.check_output(
            command, text=True, stderr=subprocess.DEVNULL).strip().splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return "unknown"


def description():
    name, avx512 = processor()
    return {
        "processor": name,
        "avx512": avx512,
        "cores": os.cpu_count(),
        "system": system(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


if __name__ == "__main__":
    print(json.dumps(description()))
