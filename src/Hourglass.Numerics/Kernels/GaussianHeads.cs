using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>The standard deviation of one unit of a Gaussian code and its divergence from N(0, 1), by what its head gives.</summary>
internal interface IGaussianHead
{
    /// <summary>Computes the standard deviation.</summary>
    static abstract TVec Sigma<TWidth, TVec>(TVec head)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;

    /// <summary>Computes the divergence in nats.</summary>
    static abstract TVec Divergence<TWidth, TVec>(TVec mean, TVec head, TVec sigma)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;

    /// <summary>Computes the gradient of the head from that of sigma and the weight of the divergence.</summary>
    static abstract TVec Gradient<TWidth, TVec>(TVec head, TVec sigma, TVec sigmaGradient, TVec weight)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;

    /// <summary>Computes the logarithm of the standard deviation.</summary>
    static abstract TVec LogSigma<TWidth, TVec>(TVec head)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;

    /// <summary>Computes the gradient of the head from that of sigma and that of its logarithm.</summary>
    static abstract TVec Gradient<TWidth, TVec>(TVec head, TVec sigmaGradient, TVec logGradient)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

/// <summary><c>sigma = e^(v / 2)</c> with v clamped to [-30, 20]; the gradient is zero outside.</summary>
internal readonly struct LogVarianceHead : IGaussianHead
{
    /// <summary>A deviation of 3e-7, below what a float beside 1 shows.</summary>
    public const float Smallest = -30;

    /// <summary>A deviation of 22,026, whose square and gradients are finite.</summary>
    public const float Largest = 20;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Sigma<TWidth, TVec>(TVec head)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => VectorMath.Exp<TWidth, TVec>(TWidth.Multiply(TWidth.Broadcast(0.5f), Clamp<TWidth, TVec>(head)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Divergence<TWidth, TVec>(TVec mean, TVec head, TVec sigma)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec spread = TWidth.Subtract(TWidth.Fma(sigma, sigma, TWidth.Broadcast(-1)), Clamp<TWidth, TVec>(head));
        return TWidth.Multiply(TWidth.Broadcast(0.5f), TWidth.Fma(mean, mean, spread));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec head, TVec sigma, TVec sigmaGradient, TVec weight)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec half = TWidth.Broadcast(0.5f);
        TVec sampled = TWidth.Multiply(TWidth.Multiply(half, sigma), sigmaGradient);
        TVec slope = TWidth.Multiply(half, TWidth.Fma(sigma, sigma, TWidth.Broadcast(-1)));
        return Inside<TWidth, TVec>(head, TWidth.Fma(weight, slope, sampled));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec LogSigma<TWidth, TVec>(TVec head)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Multiply(TWidth.Broadcast(0.5f), Clamp<TWidth, TVec>(head));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec head, TVec sigmaGradient, TVec logGradient)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec both = TWidth.Fma(Sigma<TWidth, TVec>(head), sigmaGradient, logGradient);
        return Inside<TWidth, TVec>(head, TWidth.Multiply(TWidth.Broadcast(0.5f), both));
    }

    /// <summary>Takes the gradient between the bounds, and zero outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVec Inside<TWidth, TVec>(TVec head, TVec gradient)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec zero = TWidth.Broadcast(0);
        gradient = TWidth.Select(TWidth.LessThan(head, TWidth.Broadcast(Smallest)), zero, gradient);
        return TWidth.Select(TWidth.LessThan(TWidth.Broadcast(Largest), head), zero, gradient);
    }

    /// <summary>What is not a number stays so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVec Clamp<TWidth, TVec>(TVec head)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Min(TWidth.Broadcast(Largest), TWidth.Max(TWidth.Broadcast(Smallest), head));
}

/// <summary><c>sigma = s</c>; the logarithm in the divergence takes <c>s^2 + 1e-10</c>.</summary>
internal readonly struct SigmaHead : IGaussianHead
{
    /// <summary>Keeps the logarithm finite at a deviation of zero.</summary>
    public const float Least = 1e-10f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Sigma<TWidth, TVec>(TVec head)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => head;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Divergence<TWidth, TVec>(TVec mean, TVec head, TVec sigma)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec spread = TWidth.Subtract(TWidth.Fma(sigma, sigma, TWidth.Broadcast(-1)), LogVariance<TWidth, TVec>(sigma));
        return TWidth.Multiply(TWidth.Broadcast(0.5f), TWidth.Fma(mean, mean, spread));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec head, TVec sigma, TVec sigmaGradient, TVec weight)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec inverse = TWidth.Divide(sigma, TWidth.Fma(sigma, sigma, TWidth.Broadcast(Least)));
        return TWidth.Fma(weight, TWidth.Subtract(sigma, inverse), sigmaGradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec LogSigma<TWidth, TVec>(TVec head)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Multiply(TWidth.Broadcast(0.5f), LogVariance<TWidth, TVec>(head));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec head, TVec sigmaGradient, TVec logGradient)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec inverse = TWidth.Divide(head, TWidth.Fma(head, head, TWidth.Broadcast(Least)));
        return TWidth.Fma(logGradient, inverse, sigmaGradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVec LogVariance<TWidth, TVec>(TVec sigma)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => VectorMath.Log<TWidth, TVec>(TWidth.Fma(sigma, sigma, TWidth.Broadcast(Least)));
}
