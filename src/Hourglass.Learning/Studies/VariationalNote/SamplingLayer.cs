using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Describes a code that is drawn from normal distributions, written as a user of the library would: a layer of one's own over a dense layer that gives
/// all means, then all logarithms of variances.</summary>
internal sealed record SamplingSpec : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new SamplingLayer(input, OutputShape(input));

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => new(input.Size / 2);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path)
    {
        if (input.Size % 2 != 0) yield return new(path, FormattableString.Invariant($"received {input.Size} inputs, expected an even number: means, then logarithms of variances."));
    }
}

/// <summary>Draws <c>z = mean + exp(logvar / 2) eps</c> and adds the divergence from N(0, 1) to the loss.</summary>
/// <remarks><b>Gradient</b> <c>dmean = dz + w mean</c>, <c>dlogvar = (dz eps sigma + w (sigma^2 - 1)) / 2</c>, w the weight of a sample.
/// <b>Memory</b> eps, from forward to backward.</remarks>
internal sealed class SamplingLayer(Shape input, Shape output) : Layer(input, output)
{
    /// <inheritdoc/>
    public override bool HasPenalty => true;

    /// <inheritdoc/>
    public override int SavedPerPanel => Output.Size * Tensor.PanelWidth;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        bool draws = pass.Mode != PassMode.Inference;
        if (draws) NoiseKernel.FillNormal(pass.Key, pass.FirstSample, pass.Saved.AsTensor(Output, pass.X.Columns), pass.Workers);
        for (int panel = 0; panel < pass.Y.Panels; panel++)
        {
            Span<float> means = MeansOf(pass.X, panel), logVariances = LogVariancesOf(pass.X, panel);
            Span<float> codes = PanelOf(pass.Y.Span, panel);
            means.CopyTo(codes);
            if (draws) pass.Penalties.Span[panel] = Draw(pass, panel, means, logVariances, codes) / pass.Samples;
        }
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (!pass.NeedsDx) return;
        for (int panel = 0; panel < pass.Y.Panels; panel++)
        {
            Span<float> means = MeansOf(pass.X, panel), logVariances = LogVariancesOf(pass.X, panel);
            Span<float> dMeans = MeansOf(pass.Dx, panel), dLogVariances = LogVariancesOf(pass.Dx, panel);
            Span<float> dCodes = PanelOf(pass.Dy.Span, panel), noise = PanelOf(pass.Saved.Span, panel);
            for (int i = 0; i < dCodes.Length; i++)
            {
                float weight = IsSample(pass, panel, i) ? 1f / pass.Samples : 0, sigma = MathF.Exp(0.5f * logVariances[i]);
                dMeans[i] = dCodes[i] + (weight * means[i]);
                dLogVariances[i] = 0.5f * ((dCodes[i] * noise[i] * sigma) + (weight * ((sigma * sigma) - 1)));
            }
        }
    }

    /// <summary>Adds the noise of a panel to its means; gives the sum of the divergences.</summary>
    private double Draw(in LayerPass pass, int panel, Span<float> means, Span<float> logVariances, Span<float> codes)
    {
        Span<float> noise = PanelOf(pass.Saved.Span, panel);
        double divergence = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            float sigma = MathF.Exp(0.5f * logVariances[i]);
            codes[i] += sigma * noise[i];
            if (IsSample(pass, panel, i)) divergence += 0.5f * ((means[i] * means[i]) + (sigma * sigma) - 1 - logVariances[i]);
        }

        return divergence;
    }

    /// <summary>Gets the codes of a panel, or what lies like them: 32 samples of the first unit, then of the second, and so on.</summary>
    private Span<float> PanelOf(Span<float> values, int panel) => values.Slice(panel * Output.Size * Tensor.PanelWidth, Output.Size * Tensor.PanelWidth);

    private Span<float> MeansOf(Tensor heads, int panel) => PanelOf(heads.Span, 2 * panel);

    private Span<float> LogVariancesOf(Tensor heads, int panel) => PanelOf(heads.Span, (2 * panel) + 1);

    /// <summary>The last panel of a batch may have columns without a sample.</summary>
    private static bool IsSample(in LayerPass pass, int panel, int i) => (panel * Tensor.PanelWidth) + (i % Tensor.PanelWidth) < pass.X.Columns;
}
