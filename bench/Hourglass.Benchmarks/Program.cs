using System.CommandLine;
using System.ComponentModel;
using Hourglass.Benchmarks;
using Hourglass.Networks;

Output output = new(Console.Out, Console.Error);
RootCommand root = new("Measures how fast and how good Hourglass is. bench/README.md says what each figure means.")
{
    TrainCommand.Create(output),
    GemmCommand.Create(output),
    KernelsCommand.Create(),
    StartupCommand.Create(output),
    MemoryCommand.Create(output),
    QualityCommand.Create(output),
    SeedsCommand.Create(output),
    PcaCommand.Create(output),
    KnnCommand.Create(output),
    TsneCommand.Create(output),
};

try
{
    InvocationConfiguration invocation = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(10), // a turn ends first, then peers and temporary files go
    };
    return await root.Parse(args).InvokeAsync(invocation).ConfigureAwait(false);
}
catch (Exception error)
    when (error is IOException or InvalidDataException or ArgumentException or SpecException or PeerException or Win32Exception)
{
    output.Status(error.Message);
    return 1;
}
catch (OperationCanceledException)
{
    output.Status("Stopped.");
    return 130;
}
