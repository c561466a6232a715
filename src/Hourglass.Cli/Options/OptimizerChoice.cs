using System.CommandLine;
using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>The optimizer and the schedule that the command line asks for.</summary>
internal static class OptimizerChoice
{
    private static readonly Option<string> Optimizer = CliOption.Value(
        "--optimizer", "NAME|JSON", Phrase.Mark("sgd, adam, adamw, adadelta, adagrad, rmsprop, or JSON text or file"));

    private static readonly Option<string> LearningRate = CliOption.Value("--learning-rate", "X", Phrase.Mark("the optimizer's, if it is named: adam 0.001, sgd 0.01, adadelta 1, ..."));
    private static readonly Option<string> Momentum = CliOption.Value("--momentum", "X", Phrase.Mark("sgd and rmsprop (0)"));
    private static readonly Option<bool> Nesterov = CliOption.Flag("--nesterov", Phrase.Mark("sgd: look ahead along the velocity"));
    private static readonly Option<string> WeightDecay = CliOption.Value(
        "--weight-decay", "X", Phrase.Mark("L2 penalty, decoupled in adamw (0; adamw 0.01)"));
    private static readonly Option<string> ClipNorm = CliOption.Value("--clip-norm", "X", Phrase.Mark("largest norm of the whole gradient"));
    private static readonly Option<string> ClipValue = CliOption.Value("--clip-value", "X", Phrase.Mark("largest size of each gradient"));
    private static readonly Option<string> Schedule = CliOption.Value(
        "--schedule", "NAME|JSON", Phrase.Mark("constant, cosine, reduce-on-plateau, or JSON text or file for others"));

    /// <summary>Gets the options.</summary>
    public static Option[] All { get; } = [Optimizer, LearningRate, Momentum, Nesterov, WeightDecay, ClipNorm, ClipValue, Schedule];

    /// <summary>Reads the optimizer.</summary>
    public static OptimizerSpec ReadOptimizer(CliContext context, OptionValues values, OptimizerSpec usual)
    {
        OptimizerSpec spec = ReadSpec<OptimizerSpec>(context, values, Optimizer) ?? usual;
        spec = WithMomentum(spec, values);
        if (values.Number(LearningRate) is { } rate) spec = spec with { LearningRate = rate };
        if (values.Number(WeightDecay) is { } decay) spec = spec with { WeightDecay = decay };
        if (values.Number(ClipNorm) is { } norm) spec = spec with { ClipNorm = norm };
        if (values.Number(ClipValue) is { } value) spec = spec with { ClipValue = value };
        return spec;
    }

    /// <summary>Reads the schedule of the learning rate.</summary>
    public static ScheduleSpec ReadSchedule(CliContext context, OptionValues values, ScheduleSpec usual) =>
        ReadSpec<ScheduleSpec>(context, values, Schedule) ?? usual;

    private static OptimizerSpec WithMomentum(OptimizerSpec spec, OptionValues values)
    {
        double? momentum = values.Number(Momentum);
        if (momentum is { } && spec is not (SgdSpec or RmsPropSpec))
            values.Refuse(Phrase.Of($"{Momentum.Name}: received for an optimizer without it, expected sgd or rmsprop."));
        if (values.Flag(Nesterov) && spec is not SgdSpec)
            values.Refuse(Phrase.Of($"{Nesterov.Name}: received for an optimizer without it, expected sgd."));
        return spec switch
        {
            SgdSpec sgd => sgd with { Momentum = momentum ?? sgd.Momentum, Nesterov = sgd.Nesterov || values.Flag(Nesterov) },
            RmsPropSpec rmsProp => rmsProp with { Momentum = momentum ?? rmsProp.Momentum },
            _ => spec,
        };
    }

    /// <summary>Reads a name, JSON text or the name of a file with JSON.</summary>
    private static T? ReadSpec<T>(CliContext context, OptionValues values, Option<string> option)
        where T : class, ISpec
    {
        if (values.Text(option) is not { } text) return null;
        try
        {
            if (text.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return SpecJson.ReadFile<T>(context.Full(text));

            // A name stands for the object that has nothing but its discriminator, which is called like the option.
            bool isName = !text.TrimStart().StartsWith('{');
            string json = isName ? $$"""{"{{Discriminator(option)}}": "{{JsonEncodedText.Encode(text)}}"}""" : text;
            return SpecJson.Read<T>(json, option.Name);
        }
        catch (SpecException wrong)
        {
            foreach (SpecProblem problem in wrong.Problems) values.Refuse(Word(option, problem));
        }
        catch (Exception error) when (error is InvalidDataException or FileNotFoundException)
        {
            values.Refuse(error.Message);
        }

        return null;
    }

    private static string Discriminator(Option option) => option.Name.TrimStart('-');

    /// <summary>Words a problem without its place on the one line that was typed.</summary>
    private static string Word(Option option, SpecProblem problem)
    {
        int place = problem.Message.LastIndexOf($" ({option.Name}, line 1, ", StringComparison.Ordinal);
        string message = place < 0 ? problem.Message : problem.Message[..place];
        bool isWhole = problem.Path.Length == 0 || problem.Path == Discriminator(option);
        return isWhole ? $"{option.Name}: {message}" : $"{option.Name}: {problem.Path}: {message}";
    }
}
