namespace Hourglass.Numerics;

/// <summary>The parts of a sum that each panel of samples contributes; they are added up panel after panel.</summary>
/// <remarks><b>Determinism</b> A panel's part depends on its own samples alone, and the order of the sum is fixed: same bits for any number
/// of workers.</remarks>
/// <param name="Memory">The memory of all panels.</param>
/// <param name="Start">Where a panel's part begins in the panel's memory.</param>
/// <param name="Stride">The floats of memory of one panel.</param>
public readonly record struct PanelParts(BufferRange Memory, int Start, int Stride)
{
    /// <summary>Gets the floats of one piece of <see cref="SumTo(int, BufferRange, bool, Workers)"/>: 8 KiB, which stay in the first-level cache.</summary>
    public static int PieceLength => DenseKernel.WeightScratchLength;

    internal unsafe float* Pointer => Memory.Pointer + Start;

    /// <summary>Adds up the parts of all panels.</summary>
    /// <param name="length">The floats of each part; a multiple of 16.</param>
    /// <param name="gradient">Receives the sum.</param>
    /// <param name="accumulate">Whether to add to what is there instead of overwriting it.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void SumTo(int length, BufferRange gradient, bool accumulate, Workers workers) =>
        Run(length, gradient, gradient.Offset, accumulate, null, workers);

    /// <summary>Adds up the parts of all panels piece by piece and hands each piece over at once.</summary>
    /// <param name="length">The floats of each part; a multiple of 16.</param>
    /// <param name="scratch"><see cref="PieceLength"/> floats per worker.</param>
    /// <param name="offset">The gradient's place in the parameter arena.</param>
    /// <param name="sink">Takes the pieces.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void SumTo(int length, BufferRange scratch, int offset, IGradientSink sink, Workers workers) =>
        Run(length, scratch, offset, false, sink, workers);

    internal void Check(int panels, int length, string parameter)
    {
        if (Start < 0 || Start + length > Stride || Memory.Length < (long)panels * Stride)
            Throw.Argument(parameter, $"Received {Memory.Length} floats in steps of {Stride}, from {Start}; expected {length} floats for each of {panels} panels.");
    }

    private unsafe void Run(int length, BufferRange gradient, int offset, bool accumulate, IGradientSink? sink, Workers workers)
    {
        int panels = Memory.Length / Stride, least = sink is null ? length : workers.Count * PieceLength;
        Check(panels, length, nameof(length));
        if (gradient.Length < least) Throw.Argument(nameof(gradient), $"Received {gradient.Length} floats, expected {least} or more.");
        PanelSumJob job = new()
        {
            Parts = Pointer,
            Part = Stride,
            Count = panels,
            Length = length,
            Piece = PieceLength,
            Gradient = gradient.Pointer,
            Offset = offset,
            Accumulate = accumulate,
            Sink = sink,
        };
        workers.ForVectors(DenseKernel.CeilingDivide(length, PieceLength), 1, job);
        GC.KeepAlive(Memory.Buffer);
        GC.KeepAlive(gradient.Buffer);
    }
}
