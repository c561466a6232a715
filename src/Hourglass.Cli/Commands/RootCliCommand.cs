using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>The program itself: shows help, or its version.</summary>
internal sealed class RootCliCommand : CliCommand
{
    public RootCliCommand()
        : base("hourglass", Phrase.Mark("Hourglass trains autoencoders, measures what they learned and shows it."))
    {
        SharedOptions.Help.Recursive = true;
        Options.Add(SharedOptions.Help);
        Options.Add(SharedOptions.Version);
        SharedOptions.Lang.Recursive = true;
        AddCommands(Phrase.Mark("Train"), new TrainCommand(), new ResumeCommand(), new SweepCommand(), new ReproduceCommand());
        AddCommands(Phrase.Mark("Measure"), new EvaluateCommand(), new KnnCommand(), new TsneCommand(), new CompareCommand());
        AddCommands(Phrase.Mark("Use"), new ReconstructCommand(), new EncodeCommand(), new DecodeCommand(), new ProjectorCommand());
        AddCommands(Phrase.Mark("Generate"), new SampleCommand(), new InterpolateCommand(), new ManifoldCommand());
        AddCommands(Phrase.Mark("Look"), new ModelsCommand(), new InfoCommand(), new SpecCommand(), new DoctorCommand(), new DataCommand());
        AddGroup(Phrase.Mark("With every command"), SharedOptions.Lang);
        Examples =
        [
            "hourglass train",
            "hourglass train deep --code 2 --epochs 50 --out runs/deep2",
            "hourglass encode runs/deep2 --output codes.npy",
        ];
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(CliContext context, OptionValues values)
    {
        if (!values.Flag(SharedOptions.Version)) return Task.FromResult(HelpWriter.Write(context, this));
        context.Out.WriteLine(ProgramVersion.Text);
        return Task.FromResult(ExitCode.Ok);
    }
}
