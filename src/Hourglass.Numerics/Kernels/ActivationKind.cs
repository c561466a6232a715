namespace Hourglass.Numerics;

/// <summary>An activation function.</summary>
public enum ActivationKind
{
    /// <summary><c>f(x) = x</c>.</summary>
    Linear,

    /// <summary><c>f(x) = 1 / (1 + e^-x)</c>.</summary>
    Sigmoid,

    /// <summary><c>f(x) = tanh x</c>.</summary>
    Tanh,

    /// <summary><c>f(x) = max(x, 0)</c>.</summary>
    Relu,

    /// <summary><c>f(x) = x</c> above zero, <c>0.01 x</c> below.</summary>
    LeakyRelu,

    /// <summary><c>f(x) = x</c> above zero, <c>e^x - 1</c> below.</summary>
    Elu,

    /// <summary><c>f(x) = log(1 + e^x)</c>.</summary>
    Softplus,

    /// <summary><c>f(x)_i = e^x_i / sum over j of e^x_j</c>, over the features of one sample.</summary>
    Softmax,
}
