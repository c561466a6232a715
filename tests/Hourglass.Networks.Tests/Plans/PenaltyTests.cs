using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

/// <summary>Penalties inside of whole networks.</summary>
public class PenaltyTests
{
    private const int Columns = 40;

    public static TheoryData<ModelSpec> Models =>
    [
        Model("weights", loss: new LossSpec(LossKind.Mse) with { WeightL1 = 0.01, WeightL2 = 0.02 }),
        Model("activity", behind: new ActivityPenaltySpec(0.02, 0.05)),
        Model("sparsity", behind: new SparsitySpec(0.1, 0.2)),
        Model("contractive", contractive: 0.1),
        Model("all", behind: new SparsitySpec(0.1, 0.2), loss: new LossSpec(LossKind.Bce, LossReduction.Sum) with { WeightL2 = 0.5 }, contractive: 0.1),
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Losses_AndParameters_EqualThoseOfTheOracle(ModelSpec model)
    {
        Network network = Network.Build(model, new RandomKey(7));
        NetworkOracle oracle = new(network);
        SgdSpec rule = new(0.05);
        OptimizerOracle definition = new(rule, oracle.IsWeight);
        Optimizer optimizer = rule.Build(network.Parameters);
        Plan plan = Filled(network, Workers.Single);
        double[][] samples = [.. plan.Input.Samples().Chunk(model.Input.Size).Select(static sample => sample.Doubles())];

        for (int step = 0; step < 3; step++)
        {
            double expected = oracle.Loss(samples, samples), evaluated = plan.Evaluate(), actual = plan.Step(optimizer, 0.05);
            Close.Equal([expected, expected], [actual, evaluated], 0, 1e-5, $"{model.Name}, loss {step}");
            definition.Step(0.05, oracle.Parameters, oracle.Gradient(samples, samples));
        }

        // Three steps of slopes that err by 1e-6.
        float[][] parameters = [.. network.Parameters.All.Select(p => ParameterSet.Export(p, network.Parameters.Values))];
        for (int i = 0; i < parameters.Length; i++) Close.Equal(oracle.Parameters[i], parameters[i], 5e-6, 1e-5, $"{model.Name}, parameter {i}");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Step_EqualsItsPartsOneByOne(ModelSpec model)
    {
        Network fused = Network.Build(model, new RandomKey(7)), apart = Network.Build(model, new RandomKey(7));
        using Workers workers = new(3);
        Plan whole = Filled(fused, workers), parts = Filled(apart, Workers.Single);
        Optimizer one = new AdamSpec().Build(fused.Parameters), other = new AdamSpec().Build(apart.Parameters);
        for (int step = 0; step < 5; step++)
        {
            double loss = whole.Step(one, 0.01);
            parts.Forward();
            Assert.Equal(loss, parts.Loss());
            parts.Backward();
            other.Step(0.01, parts.Gradient, Workers.Single);
        }

        Close.Identical(fused.Parameters.Values.Span, apart.Parameters.Values.Span, model.Name);
        Assert.Equal(0, Allocation.Least(() => whole.Step(one, 0.01)));
    }

    [Fact]
    public void PenaltyLoss_IsThePartThatIsNotReconstruction()
    {
        ModelSpec plain = Model("plain"), penalized = plain with { Loss = plain.Loss with { WeightL2 = 0.1 } };
        Plan without = Filled(Network.Build(plain, new RandomKey(7)), Workers.Single);
        Plan with = Filled(Network.Build(penalized, new RandomKey(7)), Workers.Single);

        Assert.Equal(without.Evaluate(), with.Evaluate() - with.PenaltyLoss, 1e-12);
        Assert.Equal(0, without.PenaltyLoss);
        double squares = with.Network.Parameters.All.Where(static p => p.Info.Kind == ParameterKind.Weight)
            .Sum(p => Reductions.SumOfSquares(p.In(with.Network.Parameters.Values).Span));
        Assert.Equal(0.1 * squares, with.PenaltyLoss, 1e-6 * squares);
    }

    [Fact]
    public void SparsityPenalty_BringsTheMeanActivationToItsTarget()
    {
        ModelSpec model = Model("sparse", behind: new SparsitySpec(0.1, 5));
        Network network = Network.Build(model, new RandomKey(7));
        Plan plan = Filled(network, Workers.Single);
        Optimizer optimizer = new AdamSpec().Build(network.Parameters);
        for (int step = 0; step < 500; step++) plan.Step(optimizer, 0.01);

        plan.Evaluate();

        Assert.Equal(0.1, plan.Code.Samples().Average(), 0.01);
    }

    [Fact]
    public void Validate_OfImpossiblePenalties_SaysWhatIsExpected()
    {
        ModelSpec model = Model("wrong", behind: new SparsitySpec(1, 0), loss: new LossSpec(LossKind.Mse) with { WeightL1 = -1 });
        model = model with { Decoder = [new ActivityPenaltySpec(), .. model.Decoder, new DenseSpec(6, ActivationKind.Softmax, Contractive: 1)] };

        Assert.Equal(
            [
                "encoder[1].target: received 1, expected more than 0 and less than 1.",
                "encoder[1].weight: received 0, expected a positive number.",
                "decoder[0]: received no penalty, expected l1 or l2 above 0.",
                "decoder[2].contractive: received a penalty on softmax, expected an activation that works feature by feature.",
                "loss.weightL1: received -1, expected zero or a positive number.",
            ],
            model.Validate("").Select(static problem => problem.ToString()));
    }

    [Fact]
    public void Json_OfALossWithPenalties_ComesBack()
    {
        ModelSpec model = Model("weights", loss: new LossSpec(LossKind.Mse) with { WeightL1 = 0.01, WeightL2 = 0.02 });

        Assert.Equal(model, SpecJson.Read<ModelSpec>(SpecJson.Write(model)));
    }

    private static ModelSpec Model(string name, LayerSpec? behind = null, LossSpec? loss = null, double? contractive = null) => new(
        name,
        new Shape(6),
        [new DenseSpec(4, ActivationKind.Sigmoid, Contractive: contractive), .. behind is null ? Array.Empty<LayerSpec>() : [behind]],
        [new DenseSpec(6, ActivationKind.Sigmoid)],
        loss ?? new LossSpec(LossKind.Mse));

    private static Plan Filled(Network network, Workers workers)
    {
        Plan plan = Plan.ForTraining(network, Columns, workers);
        PlanRig.Fill(plan, 8);
        return plan;
    }
}
