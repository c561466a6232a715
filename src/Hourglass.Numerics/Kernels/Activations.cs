using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>An elementwise activation: value and slope on vectors of any width.</summary>
internal interface IActivation
{
    static abstract TVec Value<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;

    /// <summary>Computes the derivative from the activation's own output.</summary>
    static abstract TVec Slope<TWidth, TVec>(TVec y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

/// <summary>Applies activations and their slopes to whole vectors; lengths are multiples of 16.</summary>
internal static unsafe class Activations
{
    /// <summary>Computes <c>x = f(x)</c>.</summary>
    public static void Apply<TWidth, TVec>(ActivationKind kind, float* x, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        switch (kind)
        {
            case ActivationKind.Linear: break;
            case ActivationKind.Sigmoid: Map<TWidth, TVec, SigmoidActivation>(x, length); break;
            case ActivationKind.Tanh: Map<TWidth, TVec, TanhActivation>(x, length); break;
            case ActivationKind.Relu: Map<TWidth, TVec, ReluActivation>(x, length); break;
            case ActivationKind.LeakyRelu: Map<TWidth, TVec, LeakyReluActivation>(x, length); break;
            case ActivationKind.Elu: Map<TWidth, TVec, EluActivation>(x, length); break;
            case ActivationKind.Softplus: Map<TWidth, TVec, SoftplusActivation>(x, length); break;
            default: Throw.OutOfRange(nameof(kind), kind, "an elementwise activation"); break;
        }
    }

    /// <summary>Computes <c>dy = dy * f'</c> from the output y.</summary>
    public static void MultiplySlope<TWidth, TVec>(ActivationKind kind, float* y, float* dy, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        switch (kind)
        {
            case ActivationKind.Linear: break;
            case ActivationKind.Sigmoid: Scale<TWidth, TVec, SigmoidActivation>(y, dy, length); break;
            case ActivationKind.Tanh: Scale<TWidth, TVec, TanhActivation>(y, dy, length); break;
            case ActivationKind.Relu: Scale<TWidth, TVec, ReluActivation>(y, dy, length); break;
            case ActivationKind.LeakyRelu: Scale<TWidth, TVec, LeakyReluActivation>(y, dy, length); break;
            case ActivationKind.Elu: Scale<TWidth, TVec, EluActivation>(y, dy, length); break;
            case ActivationKind.Softplus: Scale<TWidth, TVec, SoftplusActivation>(y, dy, length); break;
            default: Throw.OutOfRange(nameof(kind), kind, "an elementwise activation"); break;
        }
    }

    private static void Map<TWidth, TVec, TActivation>(float* x, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TActivation : struct, IActivation
    {
        for (int i = 0; i < length; i += TWidth.Count)
            TWidth.Store(x + i, TActivation.Value<TWidth, TVec>(TWidth.Load(x + i)));
    }

    private static void Scale<TWidth, TVec, TActivation>(float* y, float* dy, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TActivation : struct, IActivation
    {
        for (int i = 0; i < length; i += TWidth.Count)
        {
            TVec slope = TActivation.Slope<TWidth, TVec>(TWidth.Load(y + i));
            TWidth.Store(dy + i, TWidth.Multiply(TWidth.Load(dy + i), slope));
        }
    }
}

internal readonly struct SigmoidActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => VectorMath.Sigmoid<TWidth, TVec>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Slope<TWidth, TVec>(TVec y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Multiply(y, TWidth.Subtract(TWidth.Broadcast(1), y));
}

internal readonly struct TanhActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => VectorMath.Tanh<TWidth, TVec>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Slope<TWidth, TVec>(TVec y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Subtract(TWidth.Broadcast(1), TWidth.Multiply(y, y));
}

internal readonly struct ReluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Max(TWidth.Broadcast(0), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Slope<TWidth, TVec>(TVec y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct =>
        TWidth.Select(TWidth.LessThan(TWidth.Broadcast(0), y), TWidth.Broadcast(1), TWidth.Broadcast(0));
}

internal readonly struct LeakyReluActivation : IActivation
{
    private const float NegativeSlope = 0.01f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Max(TWidth.Multiply(TWidth.Broadcast(NegativeSlope), x), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Slope<TWidth, TVec>(TVec y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct =>
        TWidth.Select(TWidth.LessThan(TWidth.Broadcast(0), y), TWidth.Broadcast(1), TWidth.Broadcast(NegativeSlope));
}

internal readonly struct EluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec zero = TWidth.Broadcast(0);
        TVec negative = TWidth.Subtract(VectorMath.Exp<TWidth, TVec>(TWidth.Min(zero, x)), TWidth.Broadcast(1));
        return TWidth.Select(TWidth.LessThan(zero, x), x, negative);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Slope<TWidth, TVec>(TVec y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct =>
        TWidth.Add(TWidth.Min(TWidth.Broadcast(0), y), TWidth.Broadcast(1));
}

internal readonly struct SoftplusActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => VectorMath.Softplus<TWidth, TVec>(x);

    /// <remarks>f' = sigmoid(x) = 1 - e^-f(x).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Slope<TWidth, TVec>(TVec y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec one = TWidth.Broadcast(1);
        return TWidth.Subtract(one, VectorMath.Exp<TWidth, TVec>(TWidth.Subtract(TWidth.Broadcast(0), y)));
    }
}
