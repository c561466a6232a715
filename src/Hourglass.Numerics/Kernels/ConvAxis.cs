namespace Hourglass.Numerics;

/// <summary>The taps that fall on real places: <see cref="First"/> and the <see cref="Count"/> - 1 after it.</summary>
internal readonly record struct TapRange(int First, int Count)
{
    /// <summary>Finds the taps whose place <c>start + tap * step</c> lies in 0 .. places - 1.</summary>
    public static TapRange Clip(int start, int step, int taps, int places)
    {
        int first = start >= 0 ? 0 : DenseKernel.CeilingDivide(-start, step);
        int end = start >= places ? 0 : Math.Min(taps, ((places - 1 - start) / step) + 1);
        return new TapRange(first, Math.Max(end - first, 0));
    }
}

/// <summary>A convolution along one axis.</summary>
internal readonly record struct ConvAxis(int Input, int Output, int Kernel, int Stride, int Dilation, int Pad)
{
    /// <summary>Gets the first output whose taps all fall on the input, and the end of those outputs.</summary>
    public (int First, int End) Interior
    {
        get
        {
            int first = Math.Min(DenseKernel.CeilingDivide(Pad, Stride), Output), room = Input - 1 - ((Kernel - 1) * Dilation) + Pad;
            return (first, Math.Clamp(room < 0 ? 0 : (room / Stride) + 1, first, Output));
        }
    }

    /// <summary>Gets the place in the input of an output's first tap; negative in the padding.</summary>
    public int Start(int output) => (output * Stride) - Pad;

    /// <summary>Finds the taps of an output that fall on the input.</summary>
    public TapRange TapsOf(int output) => TapRange.Clip(Start(output), Dilation, Kernel, Input);

    /// <summary>Finds which taps reach the inputs of one phase; the phase of an input is <c>(input + pad) % stride</c>.</summary>
    /// <remarks>Tap k reaches input u from output <c>(u + pad - k * dilation) / stride</c>, where that is whole.</remarks>
    public ConvPhase Phase(int remainder)
    {
        int divisor = GreatestCommonDivisor(Stride, Dilation), apart = Stride / divisor, first = 0;
        while (first < apart && first * (long)Dilation % Stride != remainder) first++;
        int taps = first < apart && first < Kernel ? ((Kernel - 1 - first) / apart) + 1 : 0;
        return new ConvPhase(remainder, first, apart, taps, Dilation / divisor);
    }

    /// <summary>Gets the place in the output of a phase's first tap for an input of that phase.</summary>
    public int PhaseStart(ConvPhase phase, int input) =>
        ((input + Pad - (phase.First * Dilation)) / Stride) - ((phase.Taps - 1) * phase.Step);

    private static int GreatestCommonDivisor(int x, int y) => y == 0 ? x : GreatestCommonDivisor(y, x % y);
}

/// <summary>The taps of a kernel that reach the inputs of one phase, in the order of the outputs that they come from.</summary>
/// <param name="Remainder">The phase.</param>
/// <param name="First">The smallest tap; it comes last, because a larger tap comes from an earlier output.</param>
/// <param name="Apart">From one tap to the next in the kernel.</param>
/// <param name="Taps">How many.</param>
/// <param name="Step">From one tap to the next in the output.</param>
internal readonly record struct ConvPhase(int Remainder, int First, int Apart, int Taps, int Step)
{
    /// <summary>Gets the kernel's tap at a place in this phase's order.</summary>
    public int Tap(int place) => First + ((Taps - 1 - place) * Apart);
}
