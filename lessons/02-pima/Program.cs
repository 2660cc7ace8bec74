return LearnDL.Lessons.LessonRunner.Main(new Lessons.Pima.PimaLesson(), args);
