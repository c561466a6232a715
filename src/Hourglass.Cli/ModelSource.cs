using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>A trained model as the command line names it: a run folder, or a model file.</summary>
/// <param name="Network">The network.</param>
/// <param name="Recipe">The recipe of the run; null for a file alone.</param>
/// <param name="Path">The folder or the file.</param>
internal sealed record ModelSource(Network Network, Recipe? Recipe, string Path)
{
    /// <summary>Gets the numbers by which the run scaled its samples; null for none.</summary>
    public Scaling? Scaling { get; init; }

    private const string ModelExtension = ".safetensors";

    /// <summary>Whether a word names a model file.</summary>
    public static bool IsModelFile(string name) => name.EndsWith(ModelExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Loads a trained model.</summary>
    /// <param name="context">The world outside.</param>
    /// <param name="name">The run folder or the model file.</param>
    /// <exception cref="IOException">There is no such run or file.</exception>
    /// <exception cref="InvalidDataException">It is not what it should be.</exception>
    public static ModelSource Load(CliContext context, string name)
    {
        string path = context.Full(name);
        if (IsModelFile(name))
        {
            return File.Exists(path)
                ? new ModelSource(ModelFile.Load(path), null, path)
                : throw new FileNotFoundException(Phrase.Of($"{path}: there is no such file, expected a model or the folder of a run."));
        }

        RunFolder folder = RunFolder.Open(path);
        Recipe recipe = folder.ReadRecipe();
        return File.Exists(folder.ModelFile)
            ? new ModelSource(ModelFile.Load(folder.ModelFile), recipe, folder.Path) { Scaling = folder.ReadScaling() }
            : throw new FileNotFoundException(
                Phrase.Of($"{folder.Path}: this run has no model yet. Finish it with '{CommandText.Resume(context, folder)}'."));
    }

    /// <summary>Chooses the data: by name, or that of the run; with the targets that the model was trained for.</summary>
    public DataSpec DataOr(string? name)
    {
        if (name is null && Recipe is not null) return Recipe.Data;
        DataSpec data = name is not null && DataChoice.IsFile(name) ? DataSpec.Of(FileOf(name)) : new DataSpec(name ?? DataChoice.Auto);
        return data with { Target = Recipe?.Data.Target ?? UsualTarget, Validation = data.File is null ? null : 0 };
    }

    /// <summary>Scales samples as the network has learned to see them, in place.</summary>
    public float[] ToNetwork(float[] samples)
    {
        Scaling?.Apply(samples);
        return samples;
    }

    /// <summary>Brings what the network answers with to the unit of the data, in place.</summary>
    public float[] FromNetwork(float[] answers)
    {
        if (Network.Spec.OutputShape.Size == Scaling?.Features) Scaling.Undo(answers);
        return answers;
    }

    /// <summary>Chooses the data as <see cref="DataOr"/> does, for the samples alone: without targets, each sample once.</summary>
    public DataSpec SamplesOr(string? name) => DataOr(name) with { Target = TargetKind.Input, Partners = null };

    /// <summary>Describes another file than that of the run: read in the same way, all of it, and scaled by the same numbers.</summary>
    private DataFile FileOf(string path)
    {
        DataFile like = Recipe?.Data.File ?? new DataFile(path);
        return like with
        {
            Path = path,
            Labels = like.Labels is { } labels && System.IO.Path.IsPathFullyQualified(labels) ? null : like.Labels,
            Test = null,
            TestShare = 0,
            Fingerprint = null,
            Fitted = Scaling,
        };
    }

    /// <summary>Gets the folder in which what is made from the model is put: the run's, or that of the file.</summary>
    public string Folder => IsModelFile(Path) ? System.IO.Path.GetDirectoryName(Path)! : Path;

    /// <summary>Opens data in their own order, with nothing held back for validation.</summary>
    /// <exception cref="InvalidDataException">The data are not what they should be, or the model does not take them.</exception>
    public async Task<DataSplit> OpenInOrderAsync(DataLoading loading, DataSpec data, Workers workers)
    {
        DataSpec resolved = await loading.ResolveAsync(data).ConfigureAwait(false);
        DataSplit split = await loading.OpenInOrderAsync(resolved, workers).ConfigureAwait(false);
        EnsureFits(split.Train);
        return split;
    }

    // What a file alone tells: a model that does not answer with a sample answers with a class.
    private TargetKind UsualTarget => Network.Spec.OutputShape.Size == Network.Spec.Input.Size ? TargetKind.Input : TargetKind.Label;

    /// <summary>Refuses a model whose output is no sample, where samples are asked for.</summary>
    /// <exception cref="InvalidDataException">The output has another size than the input.</exception>
    public void EnsureReconstructs()
    {
        if (Network.Spec.OutputShape.Size == Network.Spec.Input.Size) return;
        throw new InvalidDataException(
            Phrase.Of($"{Path}: this model turns samples of {Network.Spec.Input} into {Network.Spec.OutputShape}, expected one that reconstructs them. 'hourglass encode' writes its codes, 'hourglass evaluate' its figures."));
    }

    /// <summary>Refuses a set whose samples the model does not take.</summary>
    /// <exception cref="InvalidDataException">The sizes differ.</exception>
    public void EnsureFits(IDataset set)
    {
        if (set.Targets is { } targets && targets.Shape.Size != Network.Spec.OutputShape.Size)
        {
            throw new InvalidDataException(
                Phrase.Of($"{Path}: this model answers with {Network.Spec.OutputShape}, and {targets.Name} are {targets.Shape}. Choose other data by --data."));
        }

        if (set.Shape.Size == Network.Spec.Input.Size) return;
        throw new InvalidDataException(
            Phrase.Of($"{Path}: this model takes samples of {Network.Spec.Input}, and {set.Name} has {set.Shape}. Choose other data by --data."));
    }
}
