using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class OptimizerTests
{
    private static readonly double[] Gradients = [0.5, -0.3, 0.2, 0.1, -0.4];

    /// <summary>A weight of 1 after each of five steps against <see cref="Gradients"/>, worked out from the papers' formulas.</summary>
    public static TheoryData<OptimizerSpec, double[]> ByHand => new()
    {
        { new SgdSpec(0.1), [0.950000000, 0.980000000, 0.960000000, 0.950000000, 0.990000000] },
        { new SgdSpec(0.1, 0.9), [0.950000000, 0.935000000, 0.901500000, 0.861350000, 0.865215000] },
        { new SgdSpec(0.1, 0.9, Nesterov: true), [0.905000000, 0.921500000, 0.871350000, 0.825215000, 0.868693500] },
        { new SgdSpec(0.1, Decay: 0.5), [0.950000000, 0.970000000, 0.960000000, 0.956000000, 0.969333333] },
        { new SgdSpec(0.1, WeightDecay: 0.2), [0.930000000, 0.941400000, 0.902572000, 0.874520560, 0.897030149] },
        { new SgdSpec(0.1, ClipValue: 0.25), [0.975000000, 1.000000000, 0.980000000, 0.970000000, 0.995000000] },
        { new AdamSpec(0.1), [0.900000020, 0.880850221, 0.846107462, 0.808699378, 0.811545746] },
        { new AdamSpec(0.1, WeightDecay: 0.2), [0.900000014, 0.846537867, 0.780385475, 0.711053277, 0.671056270] },
        { new AdamWSpec(0.1, WeightDecay: 0.2), [0.880000020, 0.843250221, 0.791642457, 0.738401524, 0.726479862] },
        { new AdadeltaSpec(), [0.998585792, 0.999634232, 0.998879576, 0.998482438, 0.999815917] },
        { new AdagradSpec(0.1), [0.915484589, 0.960711284, 0.931843774, 0.917558062, 0.967171950] },
        { new RmsPropSpec(0.1), [0.683772434, 0.852803190, 0.741606307, 0.683981655, 0.876646960] },
        { new RmsPropSpec(0.1, Momentum: 0.5), [0.683772434, 0.694689407, 0.588951011, 0.478457160, 0.615875540] },
    };

    public static TheoryData<OptimizerSpec> Specs => new(Specimens.Optimizers);

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Step_FiveTimes_GivesTheNumbersWorkedOutByHand(OptimizerSpec spec, double[] expected)
    {
        (ParameterSet parameters, FloatBuffer gradient) = OptimizerRig.One();
        Optimizer optimizer = spec.Build(parameters);
        double[] actual = new double[5];
        for (int step = 0; step < 5; step++)
        {
            gradient.Span[0] = (float)Gradients[step];
            optimizer.Step(spec.LearningRate, gradient, Workers.Single);
            actual[step] = parameters.Values.Span[0];
        }

        // Single precision: some ulps of numbers near 1.
        Close.Equal(expected, actual, 1e-6, 0, $"{spec}");
        Assert.Equal(5, optimizer.Steps);
    }

    [Fact]
    public void ByHand_HasEveryOptimizer() => Assert.Equal(
        typeof(OptimizerSpec).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(OptimizerSpec))).Select(static type => type.Name).Order(StringComparer.Ordinal),
        ByHand.Select(static row => row.Data.Item1.GetType().Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Specs))]
    public void Step_TenTimes_EqualsTheOracle(OptimizerSpec spec)
    {
        Network network = OptimizerRig.Small();
        NetworkOracle oracle = new(network);
        OptimizerOracle definition = new(spec, oracle.IsWeight);
        Optimizer optimizer = spec.Build(network.Parameters);
        FloatBuffer gradient = new(network.Parameters.Values.Length);
        for (int step = 0; step < 10; step++)
        {
            double[][] gradients = new double[oracle.Parameters.Length][];
            for (int p = 0; p < gradients.Length; p++)
            {
                Parameter parameter = network.Parameters.All[p];
                float[] values = Draw.Normal((ulong)((100 * step) + p), parameter.Info.Count);
                ParameterSet.Import(parameter, values, gradient);
                gradients[p] = values.Doubles();
            }

            definition.Step(0.01, oracle.Parameters, gradients);
            optimizer.Step(0.01, gradient, Workers.Single);
        }

        for (int p = 0; p < oracle.Parameters.Length; p++)
        {
            float[] actual = ParameterSet.Export(network.Parameters.All[p], network.Parameters.Values);
            Close.Equal(oracle.Parameters[p], actual, 2e-6, 2e-6, $"{spec}, {network.Parameters.All[p].Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void Step_WithAnyTeam_HasTheSameBits(OptimizerSpec spec)
    {
        float[] alone = Run(spec, Workers.Single);
        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            Close.Identical(alone, Run(spec, workers), $"{spec}, {team} workers");
        }

        static float[] Run(OptimizerSpec spec, Workers workers)
        {
            // More than two grains of weights, so that the work is shared.
            Network network = Network.Build(
                new ModelSpec("wide", new Shape(300), [new DenseSpec(160)], [new DenseSpec(300)], new LossSpec(LossKind.Mse)), new RandomKey(1));
            Optimizer optimizer = spec.Build(network.Parameters);
            FloatBuffer gradient = new(network.Parameters.Values.Length);
            for (int step = 0; step < 2; step++)
            {
                Draw.Normal((ulong)step, gradient.Length).CopyTo(gradient.Span);
                optimizer.Step(0.01, gradient, workers);
            }

            return network.Parameters.Values.Span.ToArray();
        }
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void Take_PieceByPiece_EqualsAWholeStep(OptimizerSpec spec)
    {
        if (spec.ClipNorm is not null) spec = spec with { ClipNorm = null };
        Network whole = OptimizerRig.Small(), cut = OptimizerRig.Small();
        Optimizer first = spec.Build(whole.Parameters), second = spec.Build(cut.Parameters);
        FloatBuffer gradient = new(whole.Parameters.Values.Length);
        for (int step = 0; step < 3; step++)
        {
            Draw.Normal((ulong)step, gradient.Length).CopyTo(gradient.Span);
            first.Step(0.01, gradient, Workers.Single);
            second.Begin(0.01);
            for (int i = gradient.Length - 16; i >= 0; i -= 16) second.Take(i, gradient.Span.Slice(i, 16));
        }

        Close.Identical(whole.Parameters.Values.Span, cut.Parameters.Values.Span, $"{spec}");
        Assert.Equal(first.Steps, second.Steps);
        for (int slot = 0; slot < first.Slots.Count; slot++) Close.Identical(first.Slots[slot].Span, second.Slots[slot].Span, $"{spec}, slot {slot}");
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void Slots_HaveNamesAndTheLayoutOfTheParameters(OptimizerSpec spec)
    {
        Network network = OptimizerRig.Small();
        Optimizer optimizer = spec.Build(network.Parameters);

        string[] expected = spec switch
        {
            SgdSpec { Momentum: 0 } => [],
            SgdSpec => ["velocity"],
            AdamSpec or AdamWSpec => ["mean", "square"],
            AdadeltaSpec => ["square", "update"],
            RmsPropSpec { Momentum: > 0 } => ["square", "velocity"],
            _ => ["square"],
        };
        Assert.Equal(expected, optimizer.SlotNames);
        Assert.All(optimizer.Slots, slot => Assert.Equal(network.Parameters.Values.Length, slot.Length));
        Assert.Equal(spec.ClipNorm is not null, optimizer.NeedsWholeGradient);
    }

    [Fact]
    public void Build_OfAnInvalidSpec_IsRefused() =>
        Assert.Throws<SpecException>(static () => new SgdSpec(-1).Build(OptimizerRig.Small().Parameters));

    [Theory]
    [MemberData(nameof(Specs))]
    public void Step_AfterWarmUp_AllocatesNothing(OptimizerSpec spec)
    {
        Network network = OptimizerRig.Small();
        Optimizer optimizer = spec.Build(network.Parameters);
        FloatBuffer gradient = new(network.Parameters.Values.Length);

        Assert.Equal(0, Allocation.Least(() => optimizer.Step(0.01, gradient, Workers.Single)));
    }
}
