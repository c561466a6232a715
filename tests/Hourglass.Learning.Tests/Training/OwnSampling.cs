using System.Text.Json.Serialization;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>The code of a variational autoencoder as a user writes it, in plain loops: means and log-variances in, a sample out.</summary>
internal sealed record OwnSamplingSpec : LayerSpec
{
    public override Layer Build(Shape input) => new OwnSampling(input, OutputShape(input));

    public override Shape OutputShape(Shape input) => new(input.Size / 2);

    public override IEnumerable<SpecProblem> Validate(Shape input, string path) =>
        input.Size % 2 == 0 ? [] : [new(path, $"received {input.Size} inputs, expected an even number.")];
}

internal sealed class OwnSampling(Shape input, Shape output) : Layer(input, output)
{
    public override bool HasPenalty => true;

    public override int SavedPerPanel => Output.Size * Tensor.PanelWidth;

    public override void Forward(in LayerPass pass)
    {
        bool draws = pass.Mode != PassMode.Inference;
        if (draws) NoiseKernel.FillNormal(pass.Key, pass.FirstSample, pass.Saved.AsTensor(Output, pass.X.Columns), pass.Workers);
        if (draws) pass.Penalties.Span.Clear();
        int length = pass.Y.PanelLength;
        for (int place = 0; place < length * pass.Y.Panels; place++)
        {
            (float mean, float logVariance) = Heads(pass.X, place, length);
            pass.Y.Span[place] = mean;
            if (!draws) continue;
            float sigma = MathF.Exp(0.5f * logVariance);
            pass.Y.Span[place] += sigma * pass.Saved.Span[place];
            pass.Penalties.Span[place / length] += Weight(pass, place, length) * 0.5 * ((mean * mean) + (sigma * sigma) - 1 - logVariance);
        }
    }

    public override void BackwardInput(in LayerPass pass)
    {
        if (!pass.NeedsDx) return;
        int length = pass.Y.PanelLength;
        for (int place = 0; place < length * pass.Y.Panels; place++)
        {
            (float mean, float logVariance) = Heads(pass.X, place, length);
            float sigma = MathF.Exp(0.5f * logVariance), weight = (float)Weight(pass, place, length), dz = pass.Dy.Span[place];
            int at = MeanOf(place, length);
            pass.Dx.Span[at] = dz + (weight * mean);
            pass.Dx.Span[at + length] = 0.5f * ((dz * pass.Saved.Span[place] * sigma) + (weight * ((sigma * sigma) - 1)));
        }
    }

    private static (float Mean, float LogVariance) Heads(Tensor heads, int place, int length)
    {
        int at = MeanOf(place, length);
        return (heads.Span[at], heads.Span[at + length]);
    }

    private static int MeanOf(int place, int length) => place + (place / length * length);

    /// <summary>Padding columns weigh nothing.</summary>
    private static double Weight(in LayerPass pass, int place, int length) =>
        (place / length * Tensor.PanelWidth) + (place % Tensor.PanelWidth) < pass.X.Columns ? 1.0 / pass.Samples : 0;
}

[JsonSerializable(typeof(OwnSamplingSpec))]
internal sealed partial class OwnSamplingJson : JsonSerializerContext;
