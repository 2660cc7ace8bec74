return LearnDL.Lessons.LessonRunner.Main(new Lessons.Tensors.TensorsLesson(), args);
