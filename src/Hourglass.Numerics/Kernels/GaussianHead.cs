namespace Hourglass.Numerics;

/// <summary>What the second half of a Gaussian code's heads says about its spread.</summary>
/// <remarks>In a spec file: <c>log-variance</c>, <c>sigma</c>.</remarks>
public enum GaussianHead
{
    /// <summary>The logarithm of the variance, clamped to [-30, 20].</summary>
    LogVariance,

    /// <summary>The standard deviation itself, of either sign.</summary>
    Sigma,
}
