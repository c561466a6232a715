using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>One term of a loss, for one feature of one sample, and its gradient.</summary>
internal interface ILossTerm
{
    /// <summary>Computes the term of output y and target t.</summary>
    static abstract TVec Value<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;

    /// <summary>Computes the derivative by y, or by the sum before the activation where the term is fused with it.</summary>
    static abstract TVec Gradient<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

internal readonly struct SquaredTerm : ILossTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec difference = TWidth.Subtract(y, t);
        return TWidth.Multiply(difference, difference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec difference = TWidth.Subtract(y, t);
        return TWidth.Add(difference, difference);
    }
}

internal readonly struct AbsoluteTerm : ILossTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Abs(TWidth.Subtract(y, t));

    /// <remarks>Zero where y = t.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec zero = TWidth.Broadcast(0);
        TVec below = TWidth.Select(TWidth.LessThan(y, t), TWidth.Broadcast(-1), zero);
        return TWidth.Select(TWidth.LessThan(t, y), TWidth.Broadcast(1), below);
    }
}

internal readonly struct HuberTerm : ILossTerm
{
    /// <remarks>With d = |y - t| and c = min(d, 1): d²/2 below 1 and d - 1/2 above are both c (d - c/2).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec d = TWidth.Abs(TWidth.Subtract(y, t));
        TVec c = TWidth.Min(TWidth.Broadcast(1), d);
        return TWidth.Multiply(c, TWidth.Fma(c, TWidth.Broadcast(-0.5f), d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct =>
        TWidth.Max(TWidth.Broadcast(-1), TWidth.Min(TWidth.Broadcast(1), TWidth.Subtract(y, t)));
}

/// <summary>Binary cross-entropy of a probability, clamped to [1e-7, 1 - 1e-7] as Keras does.</summary>
internal readonly struct CrossEntropyOfProbability : ILossTerm
{
    private const float Smallest = 1e-7f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec one = TWidth.Broadcast(1);
        y = Clamp<TWidth, TVec>(y);
        TVec yes = VectorMath.Log<TWidth, TVec>(y), no = VectorMath.Log<TWidth, TVec>(TWidth.Subtract(one, y));

        // -(t log y + (1 - t) log(1 - y)) = t (no - yes) - no
        return TWidth.Subtract(TWidth.Multiply(t, TWidth.Subtract(no, yes)), no);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        y = Clamp<TWidth, TVec>(y);
        return TWidth.Divide(TWidth.Subtract(y, t), TWidth.Multiply(y, TWidth.Subtract(TWidth.Broadcast(1), y)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVec Clamp<TWidth, TVec>(TVec y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct =>
        TWidth.Min(TWidth.Broadcast(1 - Smallest), TWidth.Max(TWidth.Broadcast(Smallest), y));
}

/// <summary>Binary cross-entropy fused with a sigmoid output: the gradient is that of the sum before it, <c>y - t</c>.</summary>
internal readonly struct CrossEntropyOfSigmoid : ILossTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => CrossEntropyOfProbability.Value<TWidth, TVec>(y, t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Subtract(y, t);
}

/// <summary>Binary cross-entropy of a logit: <c>softplus(y) - t y</c>.</summary>
internal readonly struct CrossEntropyOfLogit : ILossTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Subtract(VectorMath.Softplus<TWidth, TVec>(y), TWidth.Multiply(t, y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Subtract(VectorMath.Sigmoid<TWidth, TVec>(y), t);
}

/// <summary>Categorical cross-entropy of a probability: <c>-t log y</c>, y at least 1e-7.</summary>
internal readonly struct CategoricalTerm : ILossTerm
{
    private const float Smallest = 1e-7f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec log = VectorMath.Log<TWidth, TVec>(TWidth.Max(TWidth.Broadcast(Smallest), y));
        return TWidth.Subtract(TWidth.Broadcast(0), TWidth.Multiply(t, log));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct =>
        TWidth.Subtract(TWidth.Broadcast(0), TWidth.Divide(t, TWidth.Max(TWidth.Broadcast(Smallest), y)));
}

/// <summary>Categorical cross-entropy fused with a softmax output: the gradient is that of the sums before it, <c>y - t</c>.</summary>
internal readonly struct CategoricalOfSoftmax : ILossTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Value<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => CategoricalTerm.Value<TWidth, TVec>(y, t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Gradient<TWidth, TVec>(TVec y, TVec t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Subtract(y, t);
}
