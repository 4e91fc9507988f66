"""Writes a fixture of NetworksTests, or prints what the safetensors package finds in our files.

python3 safetensors_fixture.py                  writes Fixtures/safetensors-python.safetensors
python3 safetensors_fixture.py --check FILE     prints metadata and tensors as JSON lines, by name
python3 safetensors_fixture.py --accepts LIST   prints for each file listed whether it is well-formed
Written with Python 3.11, NumPy 2.4.6 and safetensors 0.8.0.
"""

import json
import pathlib
import sys

import numpy as np
import safetensors

FIXTURES = pathlib.Path(__file__).parent.parent / "NetworksTests" / "Fixtures"


def fixture():
    arrays = {
        "layers.0.weight": (np.arange(6).reshape(2, 3) / 4 - 0.5).astype(np.float32),
        "layers.0.bias": np.array([1e-45, -np.inf, 3.4028235e38], np.float32),
        "double": np.array([[0.1], [-1e-300]]),
        "step": np.array([-(2**63), 2**53 + 1, 2**63 - 1]),
        "bytes": np.array([[0, 127, 128], [1, 2, 255]], np.uint8),
        "half": np.array([1.5, -65504, 2**-24, np.inf, -0.0], np.float16),
        "scalar": np.array(2.5, np.float32),
        "empty": np.zeros((0, 3)),
        'quote " slash \\ line \n tab \t é 🚀': np.array([7]),
    }
    specs = {
        name: safetensors.TensorSpec(
            dtype=str(a.dtype), shape=list(a.shape),
            data_ptr=a.ctypes.data, data_len=a.nbytes)
        for name, a in arrays.items()
    }
    brain = (np.array([1, -2.5, 3.0e38, -0.0], np.float32).view(np.uint32) >> 16).astype(np.uint16)
    specs["brain"] = safetensors.TensorSpec(
        dtype="bfloat16", shape=[2, 2], data_ptr=brain.ctypes.data, data_len=brain.nbytes)
    metadata = {"format": "np", "说明": 'a "text"\n\u0001'}
    return bytes(safetensors.serialize(specs, metadata))


def check(path):
    with safetensors.safe_open(path, framework="numpy") as file:
        print(json.dumps(file.metadata(), sort_keys=True))
        for name in sorted(file.keys()):
            a = file.get_tensor(name)
            print(json.dumps([name, str(a.dtype), list(a.shape), a.tobytes().hex()]))


def accepts(path):
    try:
        with safetensors.safe_open(path, framework="numpy"):
            return True
    except safetensors.SafetensorError:
        return False


if sys.argv[1:2] == ["--check"]:
    check(sys.argv[2])
elif sys.argv[1:2] == ["--accepts"]:
    for path in pathlib.Path(sys.argv[2]).read_text().split():
        print(accepts(path))
else:
    (FIXTURES / "safetensors-python.safetensors").write_bytes(fixture())
