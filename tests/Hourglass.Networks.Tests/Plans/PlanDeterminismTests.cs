using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class PlanDeterminismTests
{
    public static TheoryData<OptimizerSpec> Optimizers => new(Specimens.Optimizers);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void TwentySteps_WithAnyTeamInEitherOrder_HaveTheSameBits(OptimizerSpec spec)
    {
        // 100 samples are four panels: up to four workers go panel by panel, seven layer by layer.
        float[] alone = PlanRig.Train(PlanRig.Small(), spec, 100, 20, Workers.Single);
        foreach ((int team, PlanOrder order) in new[] { (2, PlanOrder.PanelByPanel), (3, PlanOrder.PanelByPanel), (7, PlanOrder.LayerByLayer) })
        {
            using Workers workers = new(team);
            Assert.Equal(order, PlanOrders.Choose(PlanRig.Small(), 4, workers, training: true));
            Close.Identical(alone, PlanRig.Train(PlanRig.Small(), spec, 100, 20, workers), $"{spec}, {team} workers");
        }
    }

    [Fact]
    public void Steps_OfALargeNetwork_HaveTheSameBitsWithAnyTeam()
    {
        Assert.Equal(PlanOrder.LayerByLayer, PlanOrders.Choose(PlanRig.Large(), 100, Workers.Single, training: true));
        float[] alone = PlanRig.Train(PlanRig.Large(), new AdamSpec(), 70, 3, Workers.Single);
        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            Close.Identical(alone, PlanRig.Train(PlanRig.Large(), new AdamSpec(), 70, 3, workers), $"{team} workers");
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Step_EqualsItsPartsOneByOne(OptimizerSpec spec)
    {
        foreach (int team in new[] { 1, 3 })
        {
            using Workers workers = new(team);
            Network fused = PlanRig.Small(), parts = PlanRig.Small();
            Plan first = Plan.ForTraining(fused, 70, workers), second = Plan.ForTraining(parts, 70, workers);
            Optimizer one = spec.Build(fused.Parameters), other = spec.Build(parts.Parameters);
            for (int step = 0; step < 5; step++)
            {
                PlanRig.Fill(first, (ulong)step);
                PlanRig.Fill(second, (ulong)step);
                double loss = first.Step(one, 0.01);
                second.Forward();
                Assert.Equal(loss, second.Loss());
                second.Backward();
                other.Step(0.01, second.Gradient, workers);
            }

            Close.Identical(fused.Parameters.Values.Span, parts.Parameters.Values.Span, $"{spec}, {team} workers");
            for (int i = 0; i < one.Slots.Count; i++) Close.Identical(one.Slots[i].Span, other.Slots[i].Span, $"{spec}, slot {i}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Step_FromASource_EqualsOneFromAFilledInput(int team)
    {
        using Workers workers = new(team);
        Network filled = PlanRig.Small(), drawn = PlanRig.Small();
        Plan first = Plan.ForTraining(filled, 100, workers), second = Plan.ForTraining(drawn, 100, workers);
        Optimizer one = new AdamSpec().Build(filled.Parameters), other = new AdamSpec().Build(drawn.Parameters);
        float[] samples = Draw.Uniform(5, 20 * 100);
        foreach (int columns in new[] { 100, 33 })
        {
            first.Columns = second.Columns = columns;
            first.Input.CopyFromSamples(samples.AsSpan(0, 20 * columns));
            SampleSource source = new(samples, columns);

            Assert.Equal(first.Evaluate(), second.Evaluate(source));
            Assert.Equal(first.Step(one, 0.01), second.Step(other, 0.01, source));
        }

        Close.Identical(filled.Parameters.Values.Span, drawn.Parameters.Values.Span, $"{team} workers");
    }

    [Theory]
    [InlineData(1, 33)]
    [InlineData(1, 1)]
    [InlineData(1, 64)]
    [InlineData(3, 33)]
    public void ARaggedBatch_AfterAFullOne_EqualsThatOfAPlanOfItsSize(int team, int columns)
    {
        using Workers workers = new(team);
        Network network = PlanRig.Small();
        Plan large = Plan.ForTraining(network, 70, workers), exact = Plan.ForTraining(network, columns, workers);
        PlanRig.Fill(large, 1);
        large.Forward();
        large.Backward();
        large.Columns = columns;
        PlanRig.Fill(large, 2);
        PlanRig.Fill(exact, 2);

        foreach (Plan plan in new[] { large, exact }) plan.Forward();
        Assert.Equal(exact.Loss(), large.Loss());
        foreach (Plan plan in new[] { large, exact }) plan.Backward();

        Close.Identical(exact.Gradient.Span, large.Gradient.Span, "gradient");
        Close.Identical(exact.Output.Samples(), large.Output.Samples(), "output");
        Close.Identical(exact.Code.Samples(), large.Code.Samples(), "code");
    }

    [Fact]
    public void Step_InsideAJobOfALargerTeam_EqualsOneOutside()
    {
        float[] outside = PlanRig.Train(PlanRig.Small(), new AdamSpec(), 100, 3, Workers.Single);
        using Workers workers = new(5);
        using Barrier everyWorker = new(5);
        float[][] inside = new float[5][];

        workers.For(5, 1, new TrainJob { Results = inside, Meeting = everyWorker });

        Assert.All(inside, result => Close.Identical(outside, result, "inside"));
    }

    private sealed class SampleSource(float[] samples, int columns) : IBatchSource
    {
        public void Fill(int first, Tensor destination, Workers workers)
        {
            Assert.Equal(0, first % Tensor.PanelWidth);
            Assert.True(first + destination.Columns <= columns);
            destination.CopyFromSamples(samples.AsSpan(first * destination.Rows, destination.Columns * destination.Rows));
        }
    }

    private struct TrainJob : IRangeJob
    {
        public float[][] Results;
        public Barrier Meeting;

        public readonly void Run(int start, int end, int worker)
        {
            Meeting.SignalAndWait();
            Results[start] = PlanRig.Train(PlanRig.Small(), new AdamSpec(), 100, 3, Workers.Single);
        }
    }
}
