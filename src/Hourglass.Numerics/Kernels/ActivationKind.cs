namespace Hourglass.Numerics;

/// <summary>A function applied to each feature, or, for softmax, to all features of a sample.</summary>
/// <remarks>In a spec file the names are written in kebab case: <c>linear</c>, <c>leaky-relu</c>, <c>softmax</c>.</remarks>
public enum ActivationKind
{
    /// <summary><c>y = x</c>. The default of every layer, so that a layer does nothing it was not asked to do.</summary>
    Linear,

    /// <summary><c>y = 1 / (1 + exp(-x))</c>, in (0, 1).</summary>
    Sigmoid,

    /// <summary><c>y = tanh(x)</c>, in (-1, 1).</summary>
    Tanh,

    /// <summary><c>y = max(x, 0)</c>.</summary>
    Relu,

    /// <summary><c>y = x</c> where x is positive, <c>0.01 x</c> elsewhere (the slope of PyTorch; Keras has 0.3 in its layer).</summary>
    LeakyRelu,

    /// <summary><c>y = x</c> where x is positive, <c>exp(x) - 1</c> elsewhere (alpha is 1, as in PyTorch and Keras).</summary>
    Elu,

    /// <summary><c>y = log(1 + exp(x))</c>, a smooth relu.</summary>
    Softplus,

    /// <summary><c>y[i] = exp(x[i]) / sum over j of exp(x[j])</c> over all features of a sample: positive, with sum 1.</summary>
    Softmax,
}
