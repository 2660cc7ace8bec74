namespace LearnDL.Tensors;

/// <summary>Bodies in the order they were first asked for, which are handed out again in that order.</summary>
sealed class BodyList
{
    readonly List<TensorBody> bodies = [];
    int used; // the first of them are given out

    /// <summary>The next body; where there is none yet, a new one of this shape and type.</summary>
    public TensorBody Next(in Shape shape, DType dtype)
    {
        if (used == bodies.Count)
            bodies.Add(TensorBody.New(shape, dtype));
        return bodies[used++];
    }

    public void Recycle()
    {
        for (var i = 0; i < used; i++)
            bodies[i].Version++; // every handle that was given out is now stale
        used = 0;
    }
}
