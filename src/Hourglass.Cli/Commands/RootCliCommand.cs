namespace Hourglass.Cli;

/// <summary>The program itself: shows help, or its version.</summary>
internal sealed class RootCliCommand : CliCommand
{
    public RootCliCommand()
        : base("hourglass", "Hourglass trains autoencoders, measures what they learned and shows it.")
    {
        SharedOptions.Help.Recursive = true;
        Options.Add(SharedOptions.Help);
        Options.Add(SharedOptions.Version);
        AddCommands("Train", new TrainCommand(), new ResumeCommand(), new SweepCommand(), new ReproduceCommand());
        AddCommands("Measure", new EvaluateCommand(), new KnnCommand(), new TsneCommand(), new CompareCommand());
        AddCommands("Use", new ReconstructCommand(), new EncodeCommand(), new DecodeCommand(), new ProjectorCommand());
        AddCommands("Generate", new SampleCommand(), new InterpolateCommand(), new ManifoldCommand());
        AddCommands("Look", new ModelsCommand(), new InfoCommand(), new SpecCommand(), new DoctorCommand(), new DataCommand());
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
