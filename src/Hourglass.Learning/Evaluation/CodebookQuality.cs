using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How a model with a vector quantizer uses its codebook on a set.</summary>
/// <param name="Choices">How often each vector of the codebook was chosen.</param>
public sealed record CodebookQuality(IReadOnlyList<long> Choices)
{
    private const int Batch = 256;

    /// <summary>Gets the number of vectors of the codebook that were chosen at all.</summary>
    public int UsedCodes => Choices.Count(static count => count > 0);

    /// <summary>Gets the perplexity of the choices, <c>e^entropy</c>: the number of codes where all are chosen equally often, 1 where one is
    /// always.</summary>
    public double Perplexity
    {
        get
        {
            double total = Choices.Sum();
            return Math.Exp(-Choices.Where(static count => count > 0).Sum(count => count / total * Math.Log(count / total)));
        }
    }

    /// <summary>Gets the figures for tables and files.</summary>
    public IReadOnlyList<RunFigure> Figures => [new(FigureNames.TestPerplexity, Perplexity), new(FigureNames.TestUsedCodes, UsedCodes)];

    /// <summary>Measures a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="set">The set.</param>
    /// <param name="workers">The team.</param>
    /// <returns>What was measured; null where the encoder has no quantizer.</returns>
    public static CodebookQuality? Measure(Network network, IDataset set, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(set);
        if (network.Encoder.OfType<VectorQuantizer>().LastOrDefault() is not { } quantizer) return null;
        Parameter parameter = network.Parameters.All.Single(p => ReferenceEquals(p.Layer, quantizer));
        BufferRange codebook = parameter.In(network.Parameters.Values).Slice(0, parameter.Info.Count);
        Plan plan = Plan.ForInference(network, Math.Min(Batch, set.Count), workers);
        Tensor again = new(quantizer.Output, plan.Batch), choices = new(new Shape(quantizer.Output.Size / quantizer.Dimension), plan.Batch);
        long[] counts = new long[codebook.Length / quantizer.Dimension];
        DatasetSource source = new();
        foreach (int _ in source.InOrder(set, plan))
        {
            plan.Encode(source);

            // The output is made of vectors of the codebook; each is nearest to itself.
            BufferRange rows = new(choices.Buffer, choices.Offset, choices.Length);
            VectorQuantizerKernel.Forward(
                plan.OutputOf(quantizer), codebook, quantizer.Dimension, again.WithColumns(plan.Columns), rows, [], workers);
            Tensor chosen = choices.WithColumns(plan.Columns);
            for (int column = 0; column < chosen.Columns; column++)
                for (int row = 0; row < chosen.Rows; row++) counts[(int)chosen[row, column]]++;
        }

        return new CodebookQuality(counts);
    }
}
