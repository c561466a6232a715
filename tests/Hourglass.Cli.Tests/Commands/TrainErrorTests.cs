namespace Hourglass.Cli.Tests;

public sealed class TrainErrorTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("train dens", "MODEL: received \"dens\", expected one of pca, linear, dense, deep, ")]
    [InlineData("train dens", "did you mean \"dense\"?")]
    [InlineData("train --epoch 3", "There is no option --epoch; did you mean --epochs?")]
    [InlineData("train dense deep", "'deep' is one word too many.")]
    [InlineData("trian", "There is no command \"trian\", expected one of ")]
    [InlineData("trian", "did you mean \"train\"?")]
    [InlineData("train --data mnits", "--data: received \"mnits\", expected one of mnist, fashion-mnist, kmnist, digits, auto, a path; did you mean \"mnist\"?")]
    [InlineData("train --optimizer adamm", "--optimizer: received \"adamm\", expected one of sgd, adam, adamw, adadelta, adagrad, rmsprop; did you mean \"adam\"?")]
    [InlineData("train --schedule cosin", "did you mean \"cosine\"?")]
    [InlineData("train --schedule step", "--schedule: ")]
    [InlineData("train --loss msee", "--loss: received \"msee\", expected one of mse, bce, bce-logits, mae, huber, cross-entropy; did you mean \"mse\"?")]
    [InlineData("train --activation rellu", "did you mean \"relu\"?")]
    [InlineData("train --initializer he-norml", "did you mean \"he-normal\"?")]
    [InlineData("train --initializer normal", "--initializer: received 'normal', expected a number, as in normal=0.05.")]
    [InlineData("train --initializer he-normal=3", "--initializer: received 'he-normal=3', expected he-normal alone: it has no number.")]
    [InlineData("train --epochs", "Required argument missing for option: '--epochs'.")]
    [InlineData("train --epochs three", "--epochs: received 'three', expected a whole number such as 256.")]
    [InlineData("train --epochs 0", "--epochs: received 0, expected 1 or more.")]
    [InlineData("train --epochs 99999999999", "--epochs: received '99999999999', expected a whole number")]
    [InlineData("train --learning-rate 0,001", "--learning-rate: received '0,001', expected a number with a point, such as 0.001 or 1e-3.")]
    [InlineData("train --learning-rate NaN", "--learning-rate: received 'NaN'")]
    [InlineData("train --learning-rate -1", "--learning-rate: received -1")]
    [InlineData("train --seed -1", "--seed: received '-1', expected a whole number of 0 or more")]
    [InlineData("train --threads 0", "--threads: received '0', expected 1 to 1024.")]
    [InlineData("train --batch 257", "--batch: received 257, expected at most 231, the number of training samples.")]
    [InlineData("train --take 257", "--take: received 257, expected at most 256, the samples of mnist.")]
    [InlineData("train --take 0", "--take: received 0, expected 1 or more.")]
    [InlineData("train --validation 256", "--validation: received 256, expected fewer than the 256 training samples.")]
    [InlineData("train --code 0", "--code: received 0, expected 1 or more")]
    [InlineData("train --code -3", "--code: received -3, expected 1 or more")]
    [InlineData("train deep --layers 10,,5", "--layers: received '', expected a whole number")]
    [InlineData("train dense --layers 10", "--layers: received a value for 'dense', expected nothing: the options of 'dense' are code, activation, output-activation, loss, loss-reduction, initializer. It belongs to deep, ")]
    [InlineData("train linear --activation relu", "--activation: received a value for 'linear', expected nothing")]
    [InlineData("train --momentum 0.9", "--momentum: received for an optimizer without it, expected sgd or rmsprop.")]
    [InlineData("train --optimizer rmsprop --nesterov", "--nesterov: received for an optimizer without it, expected sgd.")]
    [InlineData("train classifier --code 3", "--code: received a value for 'classifier', expected nothing")]
    [InlineData("train classifier --target input", "received an output of 10, expected the 784 features of the input")]
    [InlineData("train dense --target lable", "--target: received \"lable\", expected one of input, label, same-class; did you mean \"label\"?")]
    [InlineData("train dense --partners 3", "--partners: received 3, expected nothing: only the target 'same-class' has partners.")]
    [InlineData("train similarity --partners 0", "--partners: received 0, expected 1 or more.")]
    [InlineData("train dense --no-comparison", "--no-comparison: received without pre-training, expected --pretraining-epochs too.")]
    [InlineData("train stacked --corruption 0.5", "--corruption: received 1 shares, expected 2, one per dense layer of the encoder.")]
    [InlineData("train conv --pretraining-epochs 2", "pretraining: received an encoder with other layers than dense ones")]
    [InlineData("train pca --epochs 3 --nesterov --corruption 0.5", "--epochs, --nesterov, --corruption: received for a model without them, expected nothing: principal components are computed, not trained.")]
    [InlineData("train pca --layers 3", "--layers: received a value for 'pca', expected nothing: the options of 'pca' are code.")]
    [InlineData("train pca --solver exat", "--solver: received \"exat\", expected one of exact, randomized, incremental; did you mean \"exact\"?")]
    [InlineData("train pca --solver incremental --standardize", "received the incremental solver for standardised features, expected another")]
    [InlineData("train pca --code 300", "--code: received 300 components for 256 samples of 784 features, expected at most 256")]
    [InlineData("train pca --target label", "--target: received label, expected input: principal components reconstruct the samples themselves.")]
    [InlineData("train dense --whiten", "--whiten: received for a model without it, expected the model pca.")]
    [InlineData("train missing.json", "missing.json: there is no such file, expected the spec of a model.")]
    public void Train_OfWhatCannotBeFollowed_SaysWhyAndMakesNothing(string commandLine, string message)
    {
        CliResult result = _cli.Run(commandLine);

        result.AssertFails(ExitCode.Usage, message);
        Assert.Matches("'hourglass( train)? --help' shows what there is.\n$", result.Error);
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(_cli.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Train_WithSeveralMistakes_NamesEachOnItsLine()
    {
        CliResult result = _cli.Run("train dens --epochs x --optimizer adamm --loss msee");

        Assert.Equal(4, result.Error.Split('\n').Count(static line => line.StartsWith("hourglass: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Train_ASpecFileWithModelOptions_NamesTheOptionsThatCannotBe()
    {
        File.WriteAllText(_cli.In("model.json"), "{}");

        _cli.Run("train model.json --code 3 --loss mse --epochs 2 --data mnist")
            .AssertFails(ExitCode.Usage, "--code, --loss: received together with model.json, which says all of this.");
    }

    [Fact]
    public void Train_AnImpossibleSpec_NamesEveryProblem()
    {
        File.WriteAllText(
            _cli.In("model.json"),
            """
            {"format": "hourglass-model", "version": 1, "name": "bad", "input": {"channels": 784}, "loss": "mse",
             "encoder": [{"layer": "dense", "units": 0}], "decoder": [{"layer": "dense", "units": -1}]}
            """);

        CliResult result = _cli.Run("train model.json --data mnist");

        result.AssertFails(ExitCode.Usage, "hourglass: encoder[0].units: received 0");
        Assert.Contains("hourglass: decoder[0].units: received -1", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ASpecOfAnotherInput_SaysBothShapes()
    {
        File.WriteAllText(
            _cli.In("model.json"),
            """
            {"format": "hourglass-model", "version": 1, "name": "small", "input": {"channels": 100}, "loss": "mse",
             "encoder": [{"layer": "dense", "units": 3}], "decoder": [{"layer": "dense", "units": 100}]}
            """);

        _cli.Run("train model.json --data mnist").AssertFails(ExitCode.Usage, "model.input: received 100 (100 features), expected 28x28x1 (784 features)");
    }

    [Fact]
    public void Train_IntoAFolderThatIsNotEmpty_LeavesItAsItWas()
    {
        Directory.CreateDirectory(_cli.In("run"));
        File.WriteAllText(_cli.In("run", "mine.txt"), "mine");

        _cli.Run("train --data mnist --out run --quiet").AssertFails(ExitCode.Failed, "the folder is not empty. Choose another --out");

        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(_cli.In("run")).Select(Path.GetFileName));
    }

    [Fact]
    public void Train_IntoAFile_LeavesItAsItWas()
    {
        File.WriteAllText(_cli.In("run"), "mine");

        _cli.Run("train --data mnist --out run --quiet").AssertFails(ExitCode.Failed, "found a file, expected a folder or nothing");
        _cli.Run("train --data mnist --out run/below --quiet").AssertFails(ExitCode.Failed, "run");

        Assert.Equal("mine", File.ReadAllText(_cli.In("run")));
    }

    [Fact]
    public void Train_WithDamagedData_NamesFileAndOffset()
    {
        File.WriteAllBytes(_cli.In("data", "mnist", "train-images-idx3-ubyte"), [0, 0, 8, 3, 0, 0]);

        CliResult result = _cli.Run("train --data mnist --quiet");

        result.AssertFails(ExitCode.Failed, "train-images-idx3-ubyte, byte ");
        Assert.False(Directory.Exists(_cli.In("runs")));
    }

    [Fact]
    public void Train_DataThatIsNowhere_SaysWhereItWasLookedFor()
    {
        using CliHarness cli = new() { Cache = _cli.In("data", "mnist", "train-labels-idx1-ubyte") };

        cli.Run("train --data kmnist --quiet").AssertFails(ExitCode.Failed, "train-labels-idx1-ubyte");
    }

    [Fact]
    public void Train_VerboseError_ShowsTheStack()
    {
        CliResult result = _cli.Run("resume nowhere --verbose");

        Assert.Equal(ExitCode.Failed, result.Code);
        Assert.Contains("   at ", result.Error, StringComparison.Ordinal);
    }
}
