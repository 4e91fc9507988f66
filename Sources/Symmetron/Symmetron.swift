@_exported public import Autodiff
@_exported public import Datasets
@_exported public import Discovery
@_exported public import LieAlgebras
@_exported public import Networks
@_exported public import Oracles
@_exported public import Reports
@_exported public import Tensors
