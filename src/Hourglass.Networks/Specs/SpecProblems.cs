namespace Hourglass.Networks;

/// <summary>Collects problems with their places in a text.</summary>
internal sealed class SpecProblems(SpecText text)
{
    private const int Most = 100;

    private readonly List<(SpecProblem Problem, long Offset)> _problems = [];
    private readonly Dictionary<string, long> _offsets = [];

    public int Count => _problems.Count;

    /// <summary>Notes where a value stands, so that a problem with it that shows later can say so.</summary>
    public void Note(string path, long offset) => _offsets[path] = offset;

    public void Add(string path, string message, long offset)
    {
        if (_problems.Count < Most) _problems.Add((new(path, message), offset));
    }

    /// <summary>Adds a problem at the place of its path or of the nearest path around it.</summary>
    public void Add(SpecProblem problem)
    {
        string path = problem.Path;
        long offset;
        while (!_offsets.TryGetValue(path, out offset)) path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        Add(problem.Path, problem.Message, offset);
    }

    public void ThrowIfAny()
    {
        if (_problems.Count == 0) return;
        throw new SpecException([.. _problems.OrderBy(static entry => entry.Offset)
            .Select(entry => entry.Problem with { Message = $"{entry.Problem.Message} ({text.Place(entry.Offset)})" })]);
    }
}
