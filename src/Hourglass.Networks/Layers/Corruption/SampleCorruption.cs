using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Damages samples one by one with a function of one's own.</summary>
/// <remarks>
/// <para><b>Gradient</b> Passed on as if the function left the sample alone, since nothing is known of it; where the layer stands first, as it
/// usually does, nobody asks for it.</para>
/// <para><b>Memory</b> One sample for each panel.</para>
/// </remarks>
/// <param name="shape">The shape of one sample.</param>
public abstract class SampleCorruption(Shape shape) : CorruptionLayer(shape)
{
    /// <inheritdoc/>
    public sealed override int SavedPerPanel => (Input.Size + 15) / 16 * 16;

    /// <inheritdoc/>
    protected sealed override void Corrupt(in LayerPass pass)
    {
        Job job = new() { Layer = this, X = pass.X, Y = pass.Y, Key = pass.Key, FirstSample = pass.FirstSample, Buffer = pass.Saved };
        pass.Workers.For(pass.X.Panels, 1, job);
    }

    /// <inheritdoc/>
    protected override void CorruptGradient(in LayerPass pass) => pass.Dy.Span.CopyTo(pass.Dx.Span);

    /// <summary>Damages one sample in place; several workers call it at once, each with its own sample.</summary>
    /// <param name="sample">The features in the order <c>[y][x][channel]</c>.</param>
    /// <param name="key">The sample's own source of random numbers in this step.</param>
    protected abstract void Corrupt(Span<float> sample, RandomKey key);

    private struct Job : IRangeJob
    {
        public SampleCorruption Layer;
        public Tensor X;
        public Tensor Y;
        public RandomKey Key;
        public int FirstSample;
        public BufferRange Buffer;

        public readonly void Run(int start, int end, int worker)
        {
            for (int panel = start; panel < end; panel++)
            {
                Tensor x = X.SlicePanels(panel, 1), y = Y.SlicePanels(panel, 1);
                Span<float> sample = Buffer.Slice(panel * Layer.SavedPerPanel, x.Rows).Span;
                y.Span.Clear();
                for (int column = 0; column < x.Columns; column++)
                {
                    for (int row = 0; row < sample.Length; row++) sample[row] = x.Span[(row * Tensor.PanelWidth) + column];
                    Layer.Corrupt(sample, Key.Fold((ulong)(FirstSample + (panel * Tensor.PanelWidth) + column)));
                    for (int row = 0; row < sample.Length; row++) y.Span[(row * Tensor.PanelWidth) + column] = sample[row];
                }
            }
        }
    }
}
