namespace Hourglass.Numerics;

/// <summary>Fourier transforms of sixteen lines side by side: number i of line l lies at <c>[i * 16 + l]</c>.</summary>
/// <remarks>Lines are the lanes of vectors, so that no transform of any length ever moves a number between lanes.</remarks>
internal static unsafe class FourierLines
{
    /// <summary>The lines side by side.</summary>
    public const int Lanes = 16;

    /// <summary>The longest block that is gone through stage by stage: 32 KiB of the first-level cache.</summary>
    private const int CachedLength = 256;

    /// <summary>Transforms in place, frequencies in the order of the plan.</summary>
    public static void Forward<TWidth, TVec>(FourierPlan plan, float* re, float* im)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => Forward<TWidth, TVec>(plan, 0, plan.Length, re, im);

    /// <summary>Transforms back in place, from the order of the plan; the result is <c>plan.Length</c> times the original.</summary>
    public static void Inverse<TWidth, TVec>(FourierPlan plan, float* re, float* im)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => Inverse<TWidth, TVec>(plan, 0, plan.Length, im, re);

    private static void Forward<TWidth, TVec>(FourierPlan plan, int stage, int size, float* re, float* im)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        if (size <= CachedLength)
        {
            int block = size;
            for (; stage < plan.Radices.Length; block /= plan.Radices[stage], stage++)
                for (int at = 0; at < size; at += block) Split<TWidth, TVec>(plan, stage, block, re + ((nint)at * Lanes), im + ((nint)at * Lanes));
            return;
        }

        Split<TWidth, TVec>(plan, stage, size, re, im);
        int part = size / plan.Radices[stage];
        for (int at = 0; at < size; at += part) Forward<TWidth, TVec>(plan, stage + 1, part, re + ((nint)at * Lanes), im + ((nint)at * Lanes));
    }

    /// <summary>With real and imaginary parts exchanged the conjugate factors become the factors themselves.</summary>
    private static void Inverse<TWidth, TVec>(FourierPlan plan, int stage, int size, float* re, float* im)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        if (size <= CachedLength)
        {
            int block = 1;
            for (int last = plan.Radices.Length - 1; last >= stage; last--)
            {
                block *= plan.Radices[last];
                for (int at = 0; at < size; at += block) Join<TWidth, TVec>(plan, last, block, re + ((nint)at * Lanes), im + ((nint)at * Lanes));
            }

            return;
        }

        int part = size / plan.Radices[stage];
        for (int at = 0; at < size; at += part) Inverse<TWidth, TVec>(plan, stage + 1, part, re + ((nint)at * Lanes), im + ((nint)at * Lanes));
        Join<TWidth, TVec>(plan, stage, size, re, im);
    }

    /// <summary>One stage of a forward transform: butterflies, then twiddle factors.</summary>
    private static void Split<TWidth, TVec>(FourierPlan plan, int stage, int size, float* re, float* im)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* twiddles = plan.Twiddles.Pointer + plan.FirstTwiddle[stage];
        switch (plan.Radices[stage])
        {
            case 2: SplitAll<TWidth, TVec, Radix2<TWidth, TVec>>(2, size / 2, twiddles, re, im); break;
            case 3: SplitAll<TWidth, TVec, Radix3<TWidth, TVec>>(3, size / 3, twiddles, re, im); break;
            case 4: SplitAll<TWidth, TVec, Radix4<TWidth, TVec>>(4, size / 4, twiddles, re, im); break;
            default: SplitAll<TWidth, TVec, Radix5<TWidth, TVec>>(5, size / 5, twiddles, re, im); break;
        }
    }

    /// <summary>One stage of an inverse transform: twiddle factors, then butterflies.</summary>
    private static void Join<TWidth, TVec>(FourierPlan plan, int stage, int size, float* re, float* im)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* twiddles = plan.Twiddles.Pointer + plan.FirstTwiddle[stage];
        switch (plan.Radices[stage])
        {
            case 2: JoinAll<TWidth, TVec, Radix2<TWidth, TVec>>(2, size / 2, twiddles, re, im); break;
            case 3: JoinAll<TWidth, TVec, Radix3<TWidth, TVec>>(3, size / 3, twiddles, re, im); break;
            case 4: JoinAll<TWidth, TVec, Radix4<TWidth, TVec>>(4, size / 4, twiddles, re, im); break;
            default: JoinAll<TWidth, TVec, Radix5<TWidth, TVec>>(5, size / 5, twiddles, re, im); break;
        }
    }

    private static void SplitAll<TWidth, TVec, TRadix>(int radix, int part, float* twiddles, float* re, float* im)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TRadix : struct, IButterfly
    {
        nint stride = (nint)part * Lanes;
        for (int j = 0; j < part; j++, twiddles += 2 * (radix - 1), re += Lanes, im += Lanes)
            for (int lane = 0; lane < Lanes; lane += TWidth.Count) TRadix.Split(re + lane, im + lane, stride, twiddles);
    }

    private static void JoinAll<TWidth, TVec, TRadix>(int radix, int part, float* twiddles, float* re, float* im)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TRadix : struct, IButterfly
    {
        nint stride = (nint)part * Lanes;
        for (int j = 0; j < part; j++, twiddles += 2 * (radix - 1), re += Lanes, im += Lanes)
            for (int lane = 0; lane < Lanes; lane += TWidth.Count) TRadix.Join(re + lane, im + lane, stride, twiddles);
    }
}
