public import Tensors
