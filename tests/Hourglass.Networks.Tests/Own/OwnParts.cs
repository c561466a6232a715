using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>A layer as a user writes one: multiplies each feature by a learned factor.</summary>
internal sealed record ScaleSpec(double Start = 1) : LayerSpec
{
    public override Layer Build(Shape input) => new Scale(input, (float)Start);

    public override Shape OutputShape(Shape input) => input;

    public override long ParameterCount(Shape input) => input.Size;

    public override IEnumerable<SpecProblem> Validate(Shape input, string path)
    {
        if (Start == 0) yield return new($"{path}.start", "received 0, expected another number: the layer would stay silent.");
    }
}

internal sealed class Scale(Shape shape, float start) : Layer(shape, shape)
{
    public override IReadOnlyList<ParameterInfo> Parameters { get; } =
        [new("factor", ParameterKind.Weight, [shape.Size], (shape.Size + 15) / 16 * 16)];

    public override void Initialize(int parameter, RandomKey key, Span<float> stored) => stored[..Input.Size].Fill(start);

    public override int ScratchPerPanel => Input.Size;

    public override void Forward(in LayerPass pass) => Multiply(pass.X, pass.Parameters[0].Span, pass.Y);

    public override void BackwardInput(in LayerPass pass)
    {
        ReadOnlySpan<float> x = pass.X.Span, dy = pass.Dy.Span;
        Span<float> sums = pass.Scratch.Span;
        sums.Clear();
        for (int i = 0; i < x.Length; i++) sums[i / Tensor.PanelWidth] += x[i] * dy[i];
        if (pass.NeedsDx) Multiply(pass.Dy, pass.Parameters[0].Span, pass.Dx);
    }

    public override void BackwardParameters(in LayerPass pass)
    {
        Span<float> gradient = pass.Gradients[0].Span, sums = pass.Scratch.Span;
        if (!pass.AddGradients) gradient.Clear();
        for (int i = 0; i < sums.Length; i++) gradient[i % Input.Size] += sums[i];
        pass.Complete(0);
    }

    private static void Multiply(Tensor from, ReadOnlySpan<float> factors, Tensor to)
    {
        ReadOnlySpan<float> source = from.Span;
        Span<float> destination = to.Span;
        for (int i = 0; i < source.Length; i++) destination[i] = source[i] * factors[i / Tensor.PanelWidth % from.Rows];
    }
}

/// <summary>A loss as a user writes one: log cosh, which is squared near zero and absolute far off.</summary>
internal sealed class LogCosh : LossFunction
{
    public override double Measure(ReadOnlySpan<float> y, ReadOnlySpan<float> target, Span<float> slope)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum += Math.Log(Math.Cosh(y[i] - target[i]));
            if (!slope.IsEmpty) slope[i] = MathF.Tanh(y[i] - target[i]);
        }

        return sum;
    }
}

/// <summary>An optimizer as a user writes one: a step of fixed length against the sign of an average gradient.</summary>
internal sealed record SignSpec(double LearningRate = 0.001, double Memory = 0.9) : OptimizerSpec(LearningRate, WeightDecay: 0, ClipNorm: null, ClipValue: null)
{
    public override Optimizer Build(ParameterSet parameters) => new Sign(this, parameters);

    protected override IEnumerable<SpecProblem> ValidateOwn(string prefix)
    {
        if (Memory is < 0 or >= 1) yield return new($"{prefix}memory", "received a number that is not in [0, 1).");
    }
}

internal sealed class Sign(SignSpec spec, ParameterSet parameters) : Optimizer(spec, parameters, "mean")
{
    private float _rate;

    protected override void Prepare(double learningRate) => _rate = (float)learningRate;

    protected override void Update(int offset, ReadOnlySpan<float> gradient, GradientTerms terms)
    {
        Span<float> weights = Values(offset, gradient.Length), mean = Slot(0, offset, gradient.Length);
        float memory = (float)spec.Memory;
        for (int i = 0; i < gradient.Length; i++)
        {
            mean[i] = (memory * mean[i]) + ((1 - memory) * terms.Apply(gradient[i], weights[i]));
            weights[i] -= _rate * MathF.Sign(mean[i]);
        }
    }
}

[JsonSerializable(typeof(ScaleSpec))]
[JsonSerializable(typeof(SignSpec))]
[JsonSerializable(typeof(OtherSignSpec))]
internal sealed partial class OwnJson : JsonSerializerContext
{
    /// <summary>Registers everything; as often as a test likes.</summary>
    public static void Register()
    {
        SpecRegistry.AddLayer("scale", Default.ScaleSpec);
        SpecRegistry.AddOptimizer("sign", Default.SignSpec);
        SpecRegistry.AddLoss("log-cosh", new LogCosh());
    }
}
