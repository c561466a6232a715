namespace Hourglass.Learning;

/// <summary>Is told what happens during a training, and may steer it.</summary>
/// <remarks>Calls come on the thread that trains, in the order in which callbacks were given.</remarks>
public abstract class TrainingCallback
{
    /// <summary>Gets the name under which <see cref="SaveState"/> is kept; unique within one training.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Is called once before the first step, also of a resumed training.</summary>
    /// <param name="context">The training.</param>
    public virtual void OnBegin(TrainingContext context)
    {
    }

    /// <summary>Is called after each step. It should not allocate.</summary>
    /// <param name="context">The training.</param>
    public virtual void OnStep(TrainingContext context)
    {
    }

    /// <summary>Is called after each epoch.</summary>
    /// <param name="context">The training.</param>
    /// <param name="epoch">The epoch.</param>
    public virtual void OnEpoch(TrainingContext context, EpochRecord epoch)
    {
    }

    /// <summary>Is called once when training ends, however it ends.</summary>
    /// <param name="context">The training.</param>
    /// <param name="result">How it ended.</param>
    public virtual void OnEnd(TrainingContext context, TrainingResult result)
    {
    }

    /// <summary>Returns what a resumed training must know; null, the default, for nothing.</summary>
    public virtual string? SaveState() => null;

    /// <summary>Takes back what <see cref="SaveState"/> returned.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="FormatException">The state is not what <see cref="SaveState"/> returns.</exception>
    public virtual void RestoreState(string state)
    {
    }
}
