using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for one thing that can be wrong.</summary>
/// <param name="name">What its findings are called.</param>
internal abstract class Check(string name)
{
    public string Name => name;

    protected Finding Problem(string seen, string why, string change) => Say(FindingSeverity.Problem, seen, why, change);

    protected Finding Warning(string seen, string why, string change) => Say(FindingSeverity.Warning, seen, why, change);

    protected Finding Note(string seen, string why, string change) => Say(FindingSeverity.Note, seen, why, change);

    protected Finding Say(FindingSeverity severity, string seen, string why, string change) =>
        new(name, severity, seen, why, change);
}

/// <summary>Looks at a description.</summary>
/// <param name="name">What its findings are called.</param>
internal abstract class ModelCheck(string name) : Check(name)
{
    public abstract IEnumerable<Finding> Examine(ModelSpec model);
}

/// <summary>Looks at a description and how it is to be trained.</summary>
/// <param name="name">What its findings are called.</param>
internal abstract class TrainingCheck(string name) : Check(name)
{
    public abstract IEnumerable<Finding> Examine(ModelSpec model, TrainingOptions training);
}

/// <summary>Looks at a run that has ended.</summary>
/// <param name="name">What its findings are called.</param>
internal abstract class RunCheck(string name) : Check(name)
{
    public abstract IEnumerable<Finding> Examine(Examination examination);
}
