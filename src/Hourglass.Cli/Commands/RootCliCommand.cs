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
        Subcommands.Add(new TrainCommand());
        Subcommands.Add(new ResumeCommand());
        Subcommands.Add(new EvaluateCommand());
        Subcommands.Add(new ReconstructCommand());
        Subcommands.Add(new EncodeCommand());
        Subcommands.Add(new DecodeCommand());
        Subcommands.Add(new InfoCommand());
        Subcommands.Add(new DataCommand());
        Examples =
        [
            "hourglass train",
            "hourglass train deep --code 2 --epochs 50",
            "hourglass info deep",
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
