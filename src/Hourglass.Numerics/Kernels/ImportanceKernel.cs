namespace Hourglass.Numerics;

/// <summary>Weighs several codes drawn for each sample by how well they explain it.</summary>
/// <remarks>
/// <para><b>Shapes</b> The codes of a sample are neighbouring columns of one panel; their number divides <see cref="Tensor.PanelWidth"/>.</para>
/// <para><b>Gradient</b> docs/math/importance-weighting.md</para>
/// <para><b>Determinism</b> Same bits for any number of workers, and whether the batch is passed whole or panel by panel.</para>
/// </remarks>
public static class ImportanceKernel
{
    /// <summary>Copies each sample into as many neighbouring columns as codes are drawn for it.</summary>
    /// <param name="samples">The samples, all of them; padding is zero.</param>
    /// <param name="copies">The number of codes for each sample.</param>
    /// <param name="repeated">Receives the copies; <paramref name="copies"/> times as many columns.</param>
    /// <param name="first">The first panel of <paramref name="repeated"/> to write.</param>
    /// <param name="count">The number of panels to write.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe void Repeat(Tensor samples, int copies, Tensor repeated, int first, int count, Workers workers)
    {
        CheckCopies(copies);
        if (repeated.Rows != samples.Rows || repeated.Columns != copies * samples.Columns)
            Throw.Argument(nameof(repeated), $"Received {repeated.Rows} x {repeated.Columns}, expected {samples.Rows} x {copies * samples.Columns}.");
        if (first < 0 || count < 0 || first + count > repeated.Panels)
            Throw.Argument(nameof(first), $"Received panels {first} to {first + count}, expected some of {repeated.Panels}.");
        RepeatJob job = new() { Samples = samples.Pointer, Repeated = repeated.Pointer, Rows = samples.Rows, Copies = copies, First = first };
        workers.For(count, 1, job);
        GC.KeepAlive(samples.Buffer);
        GC.KeepAlive(repeated.Buffer);
    }

    /// <summary>Computes the bound of each sample and the share of each code in its gradient.</summary>
    /// <remarks><b>Computes</b> <c>log w = ratio - loss</c>; the bound is <c>-log(mean of w)</c> over the codes of a sample, and the weight
    /// of a code <c>scale * w / (sum of w)</c>; the largest w is taken out first, so that nothing overflows.</remarks>
    /// <param name="copies">The number of codes for each sample.</param>
    /// <param name="ratios">One row: <c>log p(z) - log q(z | x)</c> of each code.</param>
    /// <param name="losses">The reconstruction loss of each code, in parts that are added up: <see cref="Tensor.PanelWidth"/> numbers for each
    /// part of each panel, as <see cref="LossKernel.Run"/> gives them.</param>
    /// <param name="scale">What the weights of a sample add up to.</param>
    /// <param name="weights">One row: receives the weights; padding gets zero.</param>
    /// <param name="bounds">Receives for each panel the sum of the bounds of its samples.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe void Weigh(
        int copies, Tensor ratios, ReadOnlySpan<float> losses, double scale, Tensor weights, Span<double> bounds, Workers workers)
    {
        CheckCopies(copies);
        CheckRow(ratios, weights.Columns, nameof(ratios));
        CheckRow(weights, ratios.Columns, nameof(weights));
        int panels = ratios.Panels, parts = losses.Length / Math.Max(1, panels * Tensor.PanelWidth);
        if (parts == 0 || losses.Length % (panels * Tensor.PanelWidth) != 0)
            Throw.Argument(nameof(losses), $"Received {losses.Length} losses, expected {Tensor.PanelWidth} for each part of {panels} panels.");
        if (bounds.Length < panels) Throw.Argument(nameof(bounds), $"Received room for {bounds.Length} sums, expected {panels}, one per panel.");
        fixed (float* part = losses)
        fixed (double* sums = bounds)
        {
            WeighJob job = new()
            {
                Copies = copies,
                Ratios = ratios.Pointer,
                Losses = part,
                Parts = parts,
                Columns = ratios.Columns,
                Scale = scale,
                Weights = weights.Pointer,
                Bounds = sums,
            };
            workers.For(panels, 1, job);
        }

        GC.KeepAlive(ratios.Buffer);
        GC.KeepAlive(weights.Buffer);
    }

    /// <summary>Multiplies each column of a gradient by its weight.</summary>
    /// <param name="gradient">The gradient; overwritten.</param>
    /// <param name="weights">One row: the weights.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe void Scale(Tensor gradient, Tensor weights, Workers workers)
    {
        CheckRow(weights, gradient.Columns, nameof(weights));
        ScaleJob job = new() { Gradient = gradient.Pointer, Rows = gradient.Rows, Weights = weights.Pointer };
        workers.ForVectors(LossKernel.PartialCount(gradient.Rows, gradient.Columns), 2, job);
        GC.KeepAlive(gradient.Buffer);
        GC.KeepAlive(weights.Buffer);
    }

    private static void CheckCopies(int copies)
    {
        if (copies < 1 || Tensor.PanelWidth % copies != 0)
            Throw.Argument(nameof(copies), $"Received {copies}, expected a divisor of {Tensor.PanelWidth}.");
    }

    private static void CheckRow(Tensor row, int columns, string name)
    {
        if (row.Rows != 1 || row.Columns != columns) Throw.Argument(name, $"Received {row.Rows} x {row.Columns}, expected 1 x {columns}.");
    }
}
