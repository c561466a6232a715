using Hourglass.Networks;
using Hourglass.Numerics;
using Xunit;

namespace Hourglass.Testing;

/// <summary>What every layer must keep; one call verifies all of it.</summary>
/// <param name="spec">The layer.</param>
/// <param name="input">The shape of one sample.</param>
/// <param name="columns">The number of samples.</param>
/// <param name="tolerance">The absolute error allowed of outputs and gradients; their relative error may be 1e-5.</param>
public sealed class LayerContract(LayerSpec spec, Shape input, int columns, double tolerance)
{
    private const double Relative = 1e-5;

    private readonly ulong _seed = Seed(spec, input, columns);
    private readonly string _what = $"{spec}, {input}, {columns} samples";

    /// <summary>Verifies the whole contract.</summary>
    public void Verify()
    {
        Shapes();
        Json();
        if (spec.Build(input).IsView) return;

        AgainstOracle();
        TwiceDoubles();
        Exports();
        SameBits();
        Widths();
        HandsOver();
        WithoutInputGradient();
        AllocatesNothing();
    }

    private void Shapes()
    {
        Layer layer = spec.Build(input);

        Assert.Empty(spec.Validate(input, "layer"));
        Assert.Equal(input, layer.Input);
        Assert.Equal(spec.OutputShape(input), layer.Output);
        ParameterInfo[] parameters = [.. LayerRig.Apart(layer).SelectMany(static part => part.Parameters)];
        Assert.Equal(spec.ParameterCount(input), parameters.Where(static p => p.Kind != ParameterKind.State).Sum(static p => (long)p.Count));
        // Optimizers run over whole vectors.
        Assert.All(parameters, static p => Assert.True(p.StoredLength >= p.Count && p.StoredLength % 16 == 0));
        Assert.True(!layer.IsView || (layer.Input.Size == layer.Output.Size && layer.Parameters.Count == 0));
    }

    private void Json()
    {
        ModelSpec model = new("contract", input, [spec], [new DenseSpec(input.Size)], new LossSpec(LossKind.Mse));

        Assert.Equal(spec, SpecJson.Read<ModelSpec>(SpecJson.Write(model)).Encoder[0]);
    }

    private void AgainstOracle()
    {
        LayerRig rig = Rig(Workers.Single);
        rig.Run();

        double[][] samples = Chunk(rig.Samples, input.Size), values = [.. rig.Values.Select(static v => v.Doubles())];
        double[] upstream = rig.Upstream.Doubles();
        StoppedGradients stopped = new();
        OracleOutput Oracle(PassMode mode)
        {
            bool trains = mode == PassMode.Training;
            stopped.Rewind();
            OraclePass pass = new(mode, rig.StepKey, Step: trains ? 0 : long.MaxValue, Stopped: trains ? stopped : null);
            return LayerOracle.Forward(spec, input, samples, values, pass);
        }

        double Objective()
        {
            OracleOutput output = Oracle(PassMode.Training);
            return Flat(output.Samples).Zip(upstream, static (y, g) => y * g).Sum() + output.Penalty + output.Unshown;
        }

        OracleOutput expected = Oracle(PassMode.Training);
        Close.Equal(Flat(expected.Samples), rig.Y, tolerance, Relative, $"{_what}: forward");
        Close.Equal([expected.Penalty], [(float)rig.Penalty], tolerance, Relative, $"{_what}: penalty");
        double[] dx = [.. samples.SelectMany(sample => GradientCheck.Differences(sample, Objective))];
        Close.Equal(dx, rig.Dx, tolerance, Relative, $"{_what}: input gradient");
        for (int i = 0; i < values.Length; i++)
        {
            if (rig.Infos[i].Kind == ParameterKind.State) continue;
            double[] gradient = GradientCheck.Differences(values[i], Objective);
            Close.Equal(gradient, rig.Gradients[i], tolerance, Relative, $"{_what}: gradient of {rig.Infos[i].Name}");
        }

        rig.VerifyMemory(_what);
        foreach (PassMode mode in new[] { PassMode.Inference, PassMode.Evaluation })
            Close.Equal(Flat(Oracle(mode).Samples), Rig(Workers.Single).Infer(mode), tolerance, Relative, $"{_what}: {mode}");
    }

    private void TwiceDoubles()
    {
        LayerRig rig = Rig(Workers.Single);
        rig.Run();
        float[][] once = rig.Gradients;
        float[] dx = rig.Dx;
        rig.Run();
        for (int i = 0; i < once.Length; i++) Close.Identical(once[i], rig.Gradients[i], $"{_what}: overwritten gradient {i}");

        rig.Run(add: true);

        Close.Identical(dx, rig.Dx, $"{_what}: input gradient of a second pass");
        for (int i = 0; i < once.Length; i++)
            Close.Equal([.. once[i].Select(static g => 2.0 * g)], rig.Gradients[i], tolerance, Relative, $"{_what}: added gradient {i}");
    }

    private void Exports()
    {
        int place = 0;
        foreach (Layer layer in LayerRig.Apart(spec.Build(input)))
        {
            for (int i = 0; i < layer.Parameters.Count; i++)
            {
                ParameterInfo info = layer.Parameters[i];
                float[] values = Draw.Normal(_seed + (ulong)place, info.Count), stored = new float[info.StoredLength], back = new float[info.Count];
                Array.Fill(stored, float.NaN);
                layer.Import(i, values, stored);
                layer.Export(i, stored, back);

                Close.Identical(values, back, $"{_what}: export of parameter {place}");
                Assert.Equal(stored.Length - values.Length, stored.Count(static v => v == 0));
                place++;
            }
        }
    }

    private void SameBits()
    {
        LayerRig alone = Rig(Workers.Single);
        alone.Run();
        if (!alone.NeedsWholeBatch)
        {
            LayerRig panels = Rig(Workers.Single);
            panels.RunPanelByPanel();
            Close.Identical(alone.Everything, panels.Everything, $"{_what}: panel by panel");
        }

        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            LayerRig together = Rig(workers);
            together.Run();
            Close.Identical(alone.Everything, together.Everything, $"{_what}: {team} workers");
            together.VerifyMemory($"{_what}: {team} workers");
        }
    }

    private void Widths()
    {
        LayerRig widest = Rig(Workers.Single);
        widest.Run();
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            using Simd.Scope scope = Simd.Use(width);
            LayerRig narrower = Rig(Workers.Single);
            narrower.Run();
            Close.Equal(widest.Everything.Doubles(), narrower.Everything, tolerance, Relative, $"{_what}: {width}");
            narrower.VerifyMemory($"{_what}: {width}");
        }
    }

    private void HandsOver()
    {
        using Workers workers = new(3);
        LayerRig rig = Rig(workers);
        rig.Run();
        float[][] stored = rig.Gradients;

        (float[][] gradients, int[] times) = rig.HandOver();

        Assert.All(times, static count => Assert.Equal(1, count));
        for (int i = 0; i < stored.Length; i++) Close.Identical(stored[i], gradients[i], $"{_what}: handed-over gradient {i}");
        rig.VerifyMemory(_what);
    }

    private void WithoutInputGradient()
    {
        LayerRig first = Rig(Workers.Single), inner = Rig(Workers.Single);
        inner.Run();
        LayerRig outer = new(spec, input, columns, Workers.Single, _seed, needsDx: false);
        outer.Run();

        Close.Identical(inner.Y, outer.Y, $"{_what}: output of a first layer");
        for (int i = 0; i < first.Values.Length; i++) Close.Identical(inner.Gradients[i], outer.Gradients[i], $"{_what}: gradient {i} of a first layer");
        outer.VerifyMemory(_what);
    }

    private void AllocatesNothing()
    {
        using Workers workers = new(2);
        foreach (Workers team in new[] { Workers.Single, workers })
        {
            LayerRig rig = Rig(team);
            Assert.Equal(0, Allocation.Least(() => rig.Run()));
        }
    }

    private LayerRig Rig(Workers workers) => new(spec, input, columns, workers, _seed);

    /// <summary>Finds a seed whose numbers keep off the kinks of the activation, so that differences across them mean something.</summary>
    private static ulong Seed(LayerSpec spec, Shape input, int columns)
    {
        for (ulong seed = 1; ; seed += 100)
        {
            LayerRig rig = new(spec, input, columns, Workers.Single, seed);
            double[][] samples = Chunk(rig.Samples, input.Size), values = [.. rig.Values.Select(static v => v.Doubles())];
            OraclePass pass = new(PassMode.Training, rig.StepKey);
            if (LayerOracle.DistanceFromKink(spec, input, samples, values, pass) > 5 * GradientCheck.Step) return seed;
        }
    }

    private static double[][] Chunk(float[] samples, int size) => [.. samples.Chunk(size).Select(static sample => sample.Doubles())];

    private static double[] Flat(double[][] samples) => [.. samples.SelectMany(static sample => sample)];
}
