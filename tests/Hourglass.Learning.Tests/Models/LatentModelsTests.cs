using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class LatentModelsTests
{
    private static readonly Shape Image = new(1, 28, 28);

    [Fact]
    public void Vae_ByDefault_IsTheExampleOfPyTorch()
    {
        ModelSpec model = Models.Create("vae", Image);

        Assert.Equal([new DenseSpec(400, ActivationKind.Relu), new GaussianLatentSpec(20)], model.Encoder);
        Assert.Equal([new DenseSpec(400, ActivationKind.Relu), new DenseSpec(784, ActivationKind.Sigmoid), new ReshapeSpec(Image)], model.Decoder);
        Assert.Equal(new LossSpec(LossKind.Bce, LossReduction.Sum), model.Loss);
        Assert.Equal(652_824, model.ParameterCount);
        Assert.Equal(new TrainingOptions { Epochs = 10, Batch = 128 }, Models.Get("vae").Training);
    }

    [Fact]
    public void OptionsOfTheDivergence_ReachTheLatent()
    {
        ModelOptions options = new() { Code = 3, Beta = 2, WarmUp = 100, FreeBits = 0.1 };

        foreach (string name in new[] { "vae", "beta-vae", "conv-vae" })
            Assert.Equal(new GaussianLatentSpec(3, Beta: 2, WarmUp: 100, FreeBits: 0.1), Models.Create(name, Image, options).Encoder[^1]);
        Assert.Equal(4, ((GaussianLatentSpec)Models.Create("beta-vae", Image).Encoder[^1]).Beta);
    }

    [Fact]
    public void Iwae_ByDefault_IsTheVaeWithEightWeighedCodes()
    {
        ModelSpec model = Models.Create("iwae", Image), vae = Models.Create("vae", Image);

        Assert.Equal([vae.Encoder[0], new GaussianLatentSpec(20, Samples: 8)], model.Encoder);
        Assert.Equal((vae.Decoder, vae.Loss, 652_824), (model.Decoder, model.Loss, model.ParameterCount));
        Assert.Equal(new GaussianLatentSpec(3, Samples: 16), Models.Create("iwae", Image, new ModelOptions { Code = 3, Samples = 16 }).Encoder[1]);
        SpecProblem problem = Assert.Single(Assert.Throws<SpecException>(static () => Models.Create("iwae", Image, new ModelOptions { Samples = 5 })).Problems);
        Assert.Equal("model.samples: received 5, expected 1, 2, 4, 8, 16 or 32.", problem.ToString());
    }

    [Fact]
    public void VqVae_ByDefault_QuantisesSevenBySevenVectors()
    {
        ModelSpec model = Models.Create("vq-vae", Image, new ModelOptions { Code = 12, Codebook = 40, Commitment = 0.5 });

        Assert.Equal(new VectorQuantizerSpec(40, Commitment: 0.5), model.Encoder[^1]);
        Assert.Equal(new Shape(12, 7, 7), model.CodeShape);
        Assert.Equal(Image, model.OutputShape);
    }

    [Fact]
    public void Wae_PressesItsCodesBehindTheLastLayerOfTheEncoder()
    {
        ModelSpec model = Models.Create("wae", Image, new ModelOptions { Layers = [9], Code = 4, Discrepancy = 3 });

        Assert.Equal([new DenseSpec(9, ActivationKind.Relu), new DenseSpec(4), new MmdSpec(3)], model.Encoder);
    }

    [Fact]
    public void Sparse_ByDefault_IsTheNetworkOfTheCourse()
    {
        ModelSpec model = Models.Create("sparse", Image);

        Assert.Equal([new DenseSpec(1000, ActivationKind.Sigmoid), new SparsitySpec(0.032, 0.2)], model.Encoder);
        Assert.Equal(new DenseSpec(784), model.Decoder[0]);
        Assert.Equal(new LossSpec(LossKind.Mse, LossReduction.Sum), model.Loss);
    }
}
